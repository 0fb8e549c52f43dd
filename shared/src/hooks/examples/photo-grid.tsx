/** @jsxImportSource preact */
import { useImages } from '@picture-live/shared/hooks/preact';

export function PhotoGrid({ sessionId }: { sessionId: string }) {
  const { photos, more, loadMore, upload, uploads } = useImages(sessionId, { featured: true });
  return (
    <>
      <input
        type="file"
        multiple
        accept="image/*"
        onChange={(event) => upload([...(event.currentTarget.files ?? [])])}
      />
      {uploads.map(({ id, name, step, sent }) => (
        <p key={id}>
          {name}: {step === 'sending' ? `${Math.round(sent * 100)} %` : step}
        </p>
      ))}
      {photos.map(({ id, caption, renditions: { thumb } }) => (
        <img
          key={id}
          src={thumb.url}
          width={thumb.width}
          height={thumb.height}
          alt={caption ?? ''}
        />
      ))}
      {more && <button onClick={() => void loadMore()}>Older ones</button>}
    </>
  );
}

import { Eye, EyeOff, Megaphone } from 'lucide-react';
import { useState } from 'react';
import type { ListedMessage } from '../../../bridge/message-calls.ts';
import { useApp, useWords } from '../../app/context.tsx';
import { mediaUrl } from '../../app/media-url.ts';
import { Trouble } from '../../components/trouble.tsx';
import { useTask } from '../../components/use-task.ts';

/** One message; hidden, it stays where it is and can be shown again. */
export function MessageLine({
  message,
  isFresh,
  time,
}: {
  message: ListedMessage;
  isFresh: boolean;
  time: string;
}) {
  const words = useWords().messages;
  const { sender, text, image, announcement = false, hidden = false, own, shot } = message;
  return (
    <li className={hidden ? 'message is-hidden' : 'message'}>
      <div className="message-head">
        {announcement && <Megaphone aria-label={words.announced} />}
        <strong>{own ? words.own : sender.name}</strong>
        {sender.team && !own && <span className="message-team">{words.team}</span>}
        {isFresh && <span className="message-fresh">{words.fresh}</span>}
        <time>{time}</time>
      </div>
      {shot && <About shot={shot} />}
      {text !== '' && <p className="message-text">{text}</p>}
      {image && <Picture image={image} from={sender.name} />}
      <Moderation id={message.id} hidden={hidden} />
    </li>
  );
}

/** The photo that it is about; chosen, it is looked at. */
function About({ shot: { id, name, revision } }: { shot: NonNullable<ListedMessage['shot']> }) {
  const { store, panel } = useApp();
  const words = useWords().messages;
  return (
    <button
      type="button"
      className="message-about"
      onClick={() => {
        store.dispatch({ type: 'pick', id });
        panel.close();
      }}
    >
      <img src={mediaUrl(id, revision, 'thumb')} alt="" loading="lazy" />
      {words.about(name)}
    </button>
  );
}

function Picture({ image, from }: { image: NonNullable<ListedMessage['image']>; from: string }) {
  const words = useWords().messages;
  const [isLarge, setIsLarge] = useState(false);
  const { id, width, height } = image;
  return (
    <button
      type="button"
      className={isLarge ? 'message-picture is-large' : 'message-picture'}
      title={isLarge ? words.shrink : words.enlarge}
      aria-expanded={isLarge}
      onClick={() => setIsLarge(!isLarge)}
    >
      <img
        src={`media/messages/${id}/${isLarge ? 'full' : 'thumb'}.jpg`}
        width={width}
        height={height}
        alt={words.picture(from)}
        loading="lazy"
      />
    </button>
  );
}

function Moderation({ id, hidden }: { id: string; hidden: boolean }) {
  const { engine } = useApp();
  const words = useWords().messages;
  const task = useTask();
  return (
    <div className="message-foot">
      <span className="tone-off">{hidden && words.hidden}</span>
      <button
        type="button"
        className="button"
        disabled={task.running}
        onClick={() =>
          task.run(async () => {
            await engine.call('hideMessage', { id, hidden: !hidden });
          })
        }
      >
        {hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
        {hidden ? words.show : words.hide}
      </button>
      <Trouble text={task.trouble} />
    </div>
  );
}

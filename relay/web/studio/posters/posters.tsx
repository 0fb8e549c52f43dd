import type { Session } from '@picture-live/shared/protocol';
import { Printer } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { language, LANGUAGES, type Language } from '../../components/choose-words.ts';
import { SelectField, Switch, TextField } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { sayFailed } from '../../components/toast.tsx';
import { knownCode } from '../access/access-code.ts';
import { galleryLink } from '../session/gallery-link.ts';
import type { Jpeg } from './drawing.ts';
import { loadLogo } from './load-logo.ts';
import { previewPoster, savePoster } from './make-poster.ts';
import type { PosterContent } from './poster.ts';
import './posters.css';
import { SHEETS, type SheetName } from './sheets.ts';
import { POSTER_TEXT, postersWords as words } from './words.ts';

const PLAIN = '#1a1a1a';
const SETTLED_MS = 120;
const LOCAL = /^(localhost|127\.|\[?::1)/;

type Tongue = Language | 'both';
const TONGUES: readonly Tongue[] = [...LANGUAGES, 'both'];

/** Posters with the code of the gallery, to be printed. */
export function Posters({ session }: { session: Session }) {
  const [sheet, setSheet] = useState<SheetName>('a4');
  const [tongue, setTongue] = useState<Tongue>(language);
  const [isCodePrinted, setCodePrinted] = useState(false);
  const [code, setCode] = useState(knownCode(session.id) ?? '');
  const [busy, setBusy] = useState(false);
  const logo = useLogo(session.branding?.logoUrl ?? null);
  const spoken = tongue === 'both' ? [...LANGUAGES] : [tongue];
  const content = contentOf(session, logo === 'missing' ? null : logo, spoken, {
    code: isCodePrinted ? code.trim() : '',
  });
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      await savePoster(content, { sheet, tag: spoken[0] ?? 'en', name: session.slug });
    } catch {
      // No memory for a canvas of this size, or none at all: there is nothing to do here.
      sayFailed(words.notReady);
    }
    setBusy(false);
  };
  return (
    <section class="panel posters" aria-label={words.title}>
      <div class="posters-form">
        <h2>{words.title}</h2>
        <p class="muted">{words.intro}</p>
        {LOCAL.test(location.hostname) && <Problem role="note">{words.onlyHere}</Problem>}
        <SelectField
          label={words.sheet}
          value={sheet}
          options={sheetNames().map((value) => ({ value, label: words.sheets[value] }))}
          onChoose={setSheet}
        />
        <SelectField
          label={words.languages}
          value={tongue}
          options={TONGUES.map((value) => ({ value, label: words.languageNames[value] }))}
          onChoose={setTongue}
        />
        {session.access === 'code' && (
          <>
            <Switch
              label={words.withCode}
              hint={words.withCodeHint}
              checked={isCodePrinted}
              onChange={setCodePrinted}
            />
            {isCodePrinted && (
              <TextField
                label={words.code}
                hint={words.codeHint}
                autoComplete="off"
                spellcheck={false}
                maxLength={64}
                value={code}
                onText={setCode}
              />
            )}
          </>
        )}
        {logo === 'missing' && <p class="muted">{words.logoMissing}</p>}
        <div>
          <Button icon={Printer} busy={busy} onClick={() => void save()}>
            {words.download}
          </Button>
        </div>
      </div>
      <Preview content={content} />
    </section>
  );
}

function sheetNames(): SheetName[] {
  return Object.keys(SHEETS).filter((name): name is SheetName => Object.hasOwn(SHEETS, name));
}

function contentOf(
  session: Session,
  logo: Jpeg | null,
  spoken: readonly Language[],
  { code }: { code: string },
): PosterContent {
  const { title, branding } = session;
  const [first = 'en'] = spoken;
  return {
    title: branding?.title ?? title,
    instructions: spoken.map((tag) => POSTER_TEXT[tag].instruction),
    link: galleryLink(session),
    code: code === '' ? null : POSTER_TEXT[first].code(code),
    colour: branding?.colour ?? PLAIN,
    logo,
  };
}

/** The logo of the branding; null: there is none, or it is on its way. */
function useLogo(url: string | null): Jpeg | 'missing' | null {
  const [logo, setLogo] = useState<Jpeg | 'missing' | null>(null);
  useEffect(() => {
    let isHere = true;
    setLogo(null);
    const load = async (from: string): Promise<void> => {
      const loaded = await loadLogo(from);
      if (isHere) setLogo(loaded ?? 'missing');
    };
    if (url !== null) void load(url);
    return () => {
      isHere = false;
    };
  }, [url]);
  return logo;
}

function Preview({ content }: { content: PosterContent }) {
  const place = useRef<HTMLCanvasElement>(null);
  const { title, instructions, link, code, colour, logo } = content;
  // In one piece, which stays the same for as long as it says the same.
  const said = instructions.join('\n');
  useEffect(() => {
    const drawn = { title, instructions: said.split('\n'), link, code, colour, logo };
    // Whoever types is ahead of the drawing: only what stays is drawn.
    const timer = setTimeout(() => {
      if (place.current !== null) void previewPoster(place.current, drawn);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [title, said, link, code, colour, logo]);
  return (
    <figure class="poster-preview">
      <canvas ref={place} aria-hidden="true" />
      <figcaption class="unseen">{words.preview(title)}</figcaption>
    </figure>
  );
}

import type { Session, SessionAccess } from '@picture-live/shared/protocol';
import { Choices } from '../../components/field.tsx';
import { useChange } from '../session/use-change.ts';
import { makeAccessCode, rememberCode } from './access-code.ts';
import { accessWords as words } from './words.ts';

const SAID: Record<SessionAccess, string> = {
  public: words.nowPublic,
  code: words.nowCode,
  members: words.nowMembers,
};

/** Everybody with the link, whoever also has the code, or members. */
export function WhoPanel({ session }: { session: Session }) {
  const change = useChange(session);
  const now = session.access ?? 'public';

  async function choose(access: SessionAccess): Promise<void> {
    const needsCode = access === 'code' && session.mine?.hasAccessCode !== true;
    const accessCode = needsCode ? makeAccessCode() : null;
    const done = await change({
      wanted: { access, ...(accessCode !== null && { accessCode }) },
      said: SAID[access],
      undo: { access: now },
    });
    if (done && accessCode !== null) rememberCode(session.id, accessCode);
  }

  return (
    <section class="panel">
      <h2>{words.whoTitle}</h2>
      <Choices
        label={words.who}
        value={now}
        onChoose={(access) => void choose(access)}
        options={[
          { value: 'public', label: words.public, hint: words.publicHint },
          { value: 'code', label: words.code, hint: words.codeHint },
          { value: 'members', label: words.members, hint: words.membersHint },
        ]}
      />
    </section>
  );
}

import { useLive } from '@picture-live/shared/hooks/preact';
import { Link2Off } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { PictureLiveError } from '@picture-live/shared/errors';
import { ButtonLink } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { hrefOf, navigate } from '../app/router.ts';
import { words } from '../words/words.ts';
import { problemOf } from '../words/problem.ts';
import { invitationCode } from './invitation-code.ts';
import { loginWords } from './words.ts';

/** Where the link of an invitation leads somebody who is logged in: into its session. */
export function AcceptPage() {
  const { api, sessions } = useLive();
  const [error, setError] = useState<PictureLiveError | null>(null);
  useEffect(() => {
    const accept = async (): Promise<void> => {
      const code = invitationCode();
      if (code === '') return navigate('/sessions', { replace: true });
      try {
        const { session } = await api.acceptInvitation(code);
        const place = session === null ? '/sessions' : `/sessions/${session.id}`;
        navigate(place, { replace: true });
        await sessions.reload();
      } catch (thrown) {
        if (!(thrown instanceof PictureLiveError)) throw thrown;
        setError(thrown);
      }
    };
    void accept();
  }, [api, sessions]);
  if (error === null) return <Skeleton />;
  const isOver = error.code === 'not_found';
  return (
    <Empty
      icon={Link2Off}
      title={loginWords.joinFailed}
      text={isOver ? (words.problems['invitation_needed'] ?? '') : problemOf(error)}
    >
      <ButtonLink href={hrefOf('/sessions')}>{words.toSessions}</ButtonLink>
    </Empty>
  );
}

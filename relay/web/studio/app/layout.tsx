import type { Profile } from '@picture-live/shared/protocol';
import { useAuth } from '@picture-live/shared/hooks/preact';
import { LogOut, UserRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { Menu } from '../../components/menu.tsx';
import { useTask } from '../../components/use-task.ts';
import { sayProblem } from '../words/problem.ts';
import { words } from '../words/words.ts';
import { PAGES } from './pages.ts';
import { hrefOf, usePlace } from './router.ts';

/** The studio's frame: navigation at the side of a laptop and at the foot of a phone. */
export function Layout({ user, children }: { user: Profile; children: ComponentChildren }) {
  const { path } = usePlace();
  return (
    <div class="layout">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <header class="side">
        <a class="brand" href={hrefOf('/sessions')}>
          Picture Live
          <span>{words.studio}</span>
        </a>
        <nav class="pages" aria-label={words.navigation}>
          {PAGES.map(({ path: target, label, icon: Icon }) => (
            <a
              key={target}
              href={hrefOf(target)}
              aria-current={isWithin(path, target) ? 'page' : undefined}
            >
              <Icon size={20} aria-hidden="true" />
              {label}
            </a>
          ))}
        </nav>
        <WhoIsIn user={user} />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function isWithin(path: string, target: string): boolean {
  return path === target || path.startsWith(`${target}/`);
}

function WhoIsIn({ user }: { user: Profile }) {
  const { logout } = useAuth();
  const leaving = useTask(logout);
  async function leave(how: { everywhere: boolean }): Promise<void> {
    const failure = await leaving.run(how);
    if (failure !== null) sayProblem(failure);
  }
  return (
    <div class="who">
      <p title={user.email}>
        <span class="unseen">{words.loggedInAs} </span>
        {user.name}
      </p>
      <Menu
        label={words.logOut}
        icon={UserRound}
        items={[
          {
            label: words.logOutHere,
            icon: LogOut,
            onSelect: () => void leave({ everywhere: false }),
          },
          { label: words.logOutEverywhere, onSelect: () => void leave({ everywhere: true }) },
        ]}
      />
    </div>
  );
}

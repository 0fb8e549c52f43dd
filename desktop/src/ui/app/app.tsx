import { useCallback, useEffect, useMemo, useState } from 'react';
import { DestinationStates } from '../features/destinations/destination-states.tsx';
import { Details } from '../features/details/details.tsx';
import { DropFolders } from '../features/drop/drop-folders.tsx';
import { Filmstrip } from '../features/filmstrip/filmstrip.tsx';
import { Folders } from '../features/folders/folders.tsx';
import { MissingNumbersList } from '../features/gaps/missing-numbers.tsx';
import { HistoryButton } from '../features/history/history-button.tsx';
import { KeysButton } from '../features/keys/keys-button.tsx';
import { NumbersButton } from '../features/numbers/numbers-button.tsx';
import { OutboxBanner } from '../features/outbox/outbox-banner.tsx';
import { SettingsButton } from '../features/settings/settings-button.tsx';
import { Setup } from '../features/setup/setup.tsx';
import { LightTableButton } from '../features/light-table/light-table-button.tsx';
import { LightTable } from '../features/light-table/light-table.tsx';
import { NeedsYou } from '../features/needs-you/needs-you.tsx';
import { PublishPanel } from '../features/publish/publish-panel.tsx';
import { RecipeCard } from '../features/recipe/recipe-card.tsx';
import { RecipeEditor } from '../features/recipe/recipe-editor.tsx';
import { Topline } from '../features/topline/topline.tsx';
import { NoticeLine } from '../features/undo/notice-line.tsx';
import { Uplink } from '../features/uplink/uplink.tsx';
import { Viewer } from '../features/viewer/viewer.tsx';
import { AppContext, useApp, useSelect, type App, type PanelName } from './context.tsx';
import { useKeys } from './use-keys.ts';
import './layout.css';

/** The whole page; `parts` stay the same as long as it is open. */
export function TetherApp({
  parts,
}: {
  parts: Pick<App, 'store' | 'engine' | 'decider' | 'language'>;
}) {
  const [open, setOpen] = useState<PanelName | null>(null);
  const [editing, setEditing] = useState(false);
  const toggle = useCallback((name: PanelName) => {
    setOpen((before) => (before === name ? null : name));
  }, []);
  const close = useCallback(() => setOpen(null), []);
  const app = useMemo<App>(
    () => ({
      ...parts,
      panel: { open, toggle, close },
      recipeEditor: { on: editing, toggle: () => setEditing((before) => !before) },
    }),
    [parts, open, toggle, close, editing],
  );
  useKeys(app);
  return (
    <AppContext value={app}>
      <Title />
      <Page />
      <DropFolders />
      <NoticeLine />
    </AppContext>
  );
}

/** The shots; before there is a session, or when a person asks for it, the set-up. */
function Page() {
  const { recipeEditor } = useApp();
  const setup = useSelect((state) => state.status?.desk?.setup ?? null);
  const light = useSelect((state) => state.light.on);
  if (setup) return <Setup setup={setup} />;
  return (
    <div className={light ? 'tether tether-light' : 'tether'}>
      <Topline />
      {light ? <LightTable /> : <Shoot />}
      <RecipeEditor isShown={recipeEditor.on && !light} />
    </div>
  );
}

/** The last shot with everything around it. */
function Shoot() {
  const { recipeEditor } = useApp();
  return (
    <>
      <div className="side">
        <div className="side-sections">
          <Folders />
          <DestinationStates />
          <PublishPanel />
          <NeedsYou />
          <MissingNumbersList />
          <RecipeCard />
          <Uplink />
        </div>
        <div className="side-foot">
          <LightTableButton />
        </div>
        <div className="side-tools">
          <HistoryButton />
          <NumbersButton />
          <SettingsButton />
          <KeysButton />
        </div>
      </div>
      {!recipeEditor.on && (
        <>
          <Viewer />
          <OutboxBanner />
          <Details />
        </>
      )}
      <Filmstrip />
    </>
  );
}

/** The tab's title, so that the session is found among others. */
function Title() {
  const title = useSelect((state) => state.status?.session.title);
  useEffect(() => {
    document.title =
      title === undefined || title === '' ? 'Picture Live' : `${title} · Picture Live`;
  }, [title]);
  return null;
}

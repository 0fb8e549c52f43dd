import { Folder, FolderX } from 'lucide-react';
import type { HotFolderView } from '../../../bridge/contract.ts';
import { useFormat, useSelect, useWords } from '../../app/context.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { folderRemark } from './folder-remark.ts';
import { splitPath } from './split-path.ts';
import './folders.css';

/** The hot folders: whether each is watched, its newest camera, and how much came out of it. */
export function Folders() {
  const words = useWords().folders;
  const folders = useSelect((state) => state.status?.hotFolders);
  return (
    <section className="side-section" aria-labelledby="folders-title">
      <h2 className="section-title" id="folders-title">
        {words.title}
      </h2>
      <ul className="folders">
        {folders?.map((folder) => (
          <FolderLine key={folder.id} folder={folder} />
        ))}
      </ul>
    </section>
  );
}

function FolderLine({ folder }: { folder: HotFolderView }) {
  const words = useWords();
  const format = useFormat();
  const { parent, name } = splitPath(folder.path);
  const watching = folder.state === 'watching';
  const setUp = useSelect((state) =>
    state.status?.desk?.folders.find(({ id }) => id === folder.id),
  );
  const remark = setUp === undefined ? null : folderRemark(setUp, words.desk.folder);
  const facts = [
    ...(watching ? [] : [words.folderStates[folder.state]]),
    ...(folder.camera === null ? [] : [folder.camera]),
    ...[setUp?.photographer ?? null, setUp?.tag ?? null].filter((fact) => fact !== null),
  ];
  return (
    <li className={watching ? '' : 'tone-moving'} title={folder.message ?? folder.path}>
      {watching ? <Folder aria-hidden /> : <FolderX aria-hidden />}
      <div className="folder-text">
        <p className="folder-head">
          <span className="folder-name">{name}</span>
          <span className="secondary">{words.folders.seen(format.count(folder.seen))}</span>
        </p>
        <p className="folder-parent">{parent}</p>
        {facts.length > 0 && <p className="folder-facts">{facts.join(words.dot)}</p>}
        {remark !== null && <p className="folder-facts">{remark}</p>}
      </div>
      <CopyButton text={folder.path} label={words.folders.copyPath} quiet />
    </li>
  );
}

import { File, LoaderCircle } from 'lucide-react';
import type { ShotView } from '../../../bridge/contract.ts';
import { useWords } from '../../app/context.tsx';

/** What stands where a picture would: the file's name, and whether there will be one. */
export function NoPicture({ shot }: { shot: ShotView }) {
  const words = useWords().viewer;
  const making = shot.state === 'arriving' || shot.state === 'rendering';
  const Icon = making ? LoaderCircle : File;
  return (
    <div className="no-picture">
      <Icon aria-hidden />
      <p className="no-picture-name">{shot.name}</p>
      <p className="secondary">{making ? words.making : words.noPicture}</p>
    </div>
  );
}

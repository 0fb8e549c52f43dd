import type { PictureLiveError } from '@picture-live/shared/errors';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { words } from '../words/words.ts';
import { Failure } from './failure.tsx';
import './form-dialog.css';

interface FormDialogProps {
  title: string;
  /** On the button that does it. */
  submit: string;
  /** It takes something away. */
  danger?: boolean;
  /** It is being done. */
  busy?: boolean;
  /** What is filled in cannot be sent. */
  disabled?: boolean;
  /** Why the last try failed. */
  error?: PictureLiveError | null;
  onSubmit: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** Asks for what is needed, or whether it is meant; Enter does it, Escape does not. */
export function FormDialog(props: FormDialogProps) {
  const { danger = false, busy = false, disabled = false, error = null } = props;
  const form = useId();
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button
            kind={danger ? 'danger' : 'primary'}
            type="submit"
            form={form}
            busy={busy}
            disabled={disabled}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        {props.children}
        <Failure error={error} />
      </form>
    </Dialog>
  );
}

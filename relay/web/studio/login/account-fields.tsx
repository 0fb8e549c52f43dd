import { SHORTEST_PASSWORD } from '@picture-live/shared/protocol';
import { TextField, type TextFieldProps } from '../../components/field.tsx';
import { loginWords as words } from './words.ts';

/*
 * What password managers look for: the same names and hints wherever somebody logs in, makes an
 * account or changes it.
 */

type FieldProps = Pick<TextFieldProps, 'value' | 'onText' | 'hint' | 'error'>;

/** The address that one logs in with. */
export function EmailField(props: FieldProps) {
  return (
    <TextField
      label={words.email}
      type="email"
      name="email"
      autoComplete="username"
      required
      {...props}
    />
  );
}

/** The password that one has. */
export function PasswordField(props: FieldProps & { label?: string }) {
  return (
    <TextField
      label={words.password}
      type="password"
      name="password"
      autoComplete="current-password"
      required
      {...props}
    />
  );
}

interface NewPasswordFieldProps {
  label: string;
  hint: string;
  value: string;
  /** It was sent once: says so where it is too short. */
  isChecked: boolean;
  onText: (text: string) => void;
}

/** A password to be. */
export function NewPasswordField({ isChecked, ...props }: NewPasswordFieldProps) {
  return (
    <TextField
      type="password"
      name="new-password"
      autoComplete="new-password"
      required
      error={isChecked && !isLongEnough(props.value) ? words.tooShort : undefined}
      {...props}
    />
  );
}

export function isLongEnough(newPassword: string): boolean {
  return newPassword.length >= SHORTEST_PASSWORD;
}

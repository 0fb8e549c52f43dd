import { Role } from '@picture-live/shared/protocol';
import { peopleWords as words } from './words.ts';

/** A role in a table, without a label of its own in sight. */
export function RoleSelect(props: { label: string; role: Role; onChoose: (role: Role) => void }) {
  return (
    <select
      class="input role-select"
      aria-label={props.label}
      value={props.role}
      onChange={(event) => {
        const chosen = Role.options[event.currentTarget.selectedIndex];
        if (chosen !== undefined) props.onChoose(chosen);
      }}
    >
      {Role.options.map((role) => (
        <option key={role} value={role}>
          {words.roles[role]}
        </option>
      ))}
    </select>
  );
}

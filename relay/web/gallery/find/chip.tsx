interface ChipProps {
  label: string;
  /** Photos there would be with it; null where nobody knows. */
  count?: number | null;
  isOn: boolean;
  onClick: () => void;
}

/** One thing to narrow the gallery to, on or off. */
export function Chip({ label, count = null, isOn, onClick }: ChipProps) {
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={isOn}
      disabled={count === 0 && !isOn}
      onClick={onClick}
    >
      <span class="chip-label">{label}</span>
      {count !== null && <span class="chip-count">{count}</span>}
    </button>
  );
}

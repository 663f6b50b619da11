import { useId } from 'preact/hooks';
import { clamp } from '../../utils/geometry';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  onChange(value: number): void;
}

/** A labelled number within limits; what is typed beyond them is brought back when it is left. */
export function NumberField({ label, value, min, max, step = 1, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={({ currentTarget }) => {
          const typed = Math.round(currentTarget.valueAsNumber / step) * step;
          const accepted = Number.isFinite(typed) ? clamp(typed, min, max) : value;
          currentTarget.value = String(accepted);
          if (accepted !== value) onChange(accepted);
        }}
      />
    </div>
  );
}

import './slider.css';

interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** The value in words, with its unit: '36 px'. */
  valueText?: string;
  /** Where the room is short the label is read out only. */
  hideLabel?: boolean;
  disabled?: boolean;
  onInput(value: number): void;
}

/** A labelled range input. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step = 1, valueText, hideLabel, disabled, onInput } = props;
  return (
    <label class="slider" title={valueText ? `${label}: ${valueText}` : label}>
      {!hideLabel && <span class="slider-label">{label}</span>}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={valueText}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onInput={({ currentTarget }) => onInput(currentTarget.valueAsNumber)}
      />
      {valueText && <output class="slider-value">{valueText}</output>}
    </label>
  );
}

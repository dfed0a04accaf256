/** `<picker>`, modes selector, time and date, and `<slider>`: the browser's own controls, laid over what the page shows. */
import type { Tag, TagInstance } from './tag';

type Control = HTMLSelectElement | HTMLInputElement;

const controls = new WeakMap<TagInstance, Control>();

export const picker: Tag = {
  render(instance) {
    const { data, document, host } = instance;
    const mode = String(data['mode'] ?? 'selector');
    if (!['selector', 'time', 'date'].includes(mode)) return instance.app.surroundings.unsupported(`<picker mode="${mode}">`);
    let control = controls.get(instance);
    if (control === undefined) {
      control = mode === 'selector' ? document.createElement('select') : document.createElement('input');
      control.className = 'wx-picker-control';
      control.addEventListener('change', () => {
        instance.set('value', control?.value);
        instance.emit('change', { value: control?.value });
      });
      controls.set(instance, control);
      host.append(control);
    }
    control.disabled = data['disabled'] === true;
    control.setAttribute('aria-label', String(data['ariaLabel'] || data['headerText'] || host.textContent.trim()));
    if (mode === 'selector') fillOptions(control as HTMLSelectElement, data);
    else Object.assign(control, { type: mode, min: String(data['start'] ?? ''), max: String(data['end'] ?? '') });
    control.value = String(data['value'] ?? (mode === 'selector' ? '0' : ''));
  },
  value: (instance) => instance.data['value'],
};

function fillOptions(select: HTMLSelectElement, data: Readonly<Record<string, unknown>>): void {
  const key = String(data['rangeKey'] ?? '');
  const options = (data['range'] as unknown[]).map((item, index) => {
    const option = select.ownerDocument.createElement('option');
    option.value = String(index);
    option.textContent = String(key === '' ? item : (item as Record<string, unknown>)[key]);
    return option;
  });
  select.replaceChildren(...options);
}

export const slider: Tag = {
  create(instance) {
    const range = instance.document.createElement('input');
    const shown = instance.document.createElement('span');
    range.type = 'range';
    shown.className = 'wx-slider-value';
    const value = (): { value: number } => ({ value: Number(range.value) });
    range.addEventListener('input', () => {
      paint(range, instance.data);
      instance.emit('changing', value());
    });
    range.addEventListener('change', () => {
      instance.set('value', Number(range.value));
      instance.emit('change', value());
    });
    instance.host.append(range, shown);
  },
  render({ host, data }) {
    const [range, shown] = host.children as unknown as [HTMLInputElement, HTMLElement];
    Object.assign(range, {
      min: String(data['min']),
      max: String(data['max']),
      step: String(data['step']),
      disabled: data['disabled'] === true,
    });
    range.value = String(data['value']);
    paint(range, data);
    range.setAttribute('aria-label', String(data['ariaLabel'] || data['name'] || 'slider'));
    shown.textContent = data['showValue'] === true ? range.value : '';
  },
  value: (instance) => Number(instance.data['value']),
};

/** The track is coloured up to the thumb. */
function paint(range: HTMLInputElement, data: Readonly<Record<string, unknown>>): void {
  const [min, max] = [Number(range.min), Number(range.max)];
  const filled = max > min ? ((Number(range.value) - min) / (max - min)) * 100 : 0;
  const style = {
    '--filled': `${filled}%`,
    '--active': data['selectedColor'] || data['activeColor'],
    '--rest': data['color'] || data['backgroundColor'],
    '--block': data['blockColor'],
    '--size': `${Number(data['blockSize'])}px`,
  };
  for (const [name, value] of Object.entries(style)) range.style.setProperty(name, String(value));
}

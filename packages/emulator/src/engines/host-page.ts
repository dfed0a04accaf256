/** The page a component is mounted in: its WXML, its data and its event handlers, the same for both engines. */
import { resultEvents, type MountOptions, type Part, type RecordedEvent } from './engine';

/** What the page needs to know of an engine's event object. */
interface PageEvent {
  detail: unknown;
}

/** The page's definition, and the records its handlers write. */
export interface HostPage {
  wxml: string;
  data: Record<string, unknown>;
  methods: Record<string, (event: PageEvent) => void>;
  /** Per part: its tag in the page's `usingComponents`. */
  tags: string[];
  records: Array<{ events: RecordedEvent[]; bubbled: RecordedEvent[] }>;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The page-data key that carries a property of part `index`. */
export const propertyKey = (index: number, property: string): string => `part${index}_${property}`;

/** The page-data key of part `index`'s `wx:if`. */
export const presenceKey = (index: number): string => `part${index}Present`;

export function hostPage(parts: readonly Part[]): HostPage {
  const page: HostPage = { wxml: '', data: {}, methods: {}, tags: [], records: [] };
  parts.forEach((part, index) => addPart(page, part, index));
  return page;
}

function addPart(page: HostPage, part: MountOptions, index: number): void {
  const record = { events: [] as RecordedEvent[], bubbled: [] as RecordedEvent[] };
  const tag = `part-${index}`;
  const around: string[] = [];
  const attributes = [`wx:if="{{${presenceKey(index)}}}"`];
  page.data[presenceKey(index)] = true;

  for (const [name, value] of Object.entries(part.properties ?? {})) {
    page.data[propertyKey(index, name)] = value;
    attributes.push(`${kebab(name)}="{{${propertyKey(index, name)}}}"`);
  }
  for (const [name, value] of Object.entries(part.attributes ?? {})) attributes.push(`${name}="${value}"`);
  (part.listeners ?? resultEvents).forEach((name, number) => {
    const received = `received${index}_${number}`;
    const bubbled = `bubbled${index}_${number}`;
    page.methods[received] = ({ detail }) => {
      record.events.push({ name, detail });
      part.handlers?.[name]?.(detail);
    };
    page.methods[bubbled] = (event) => void record.bubbled.push({ name, detail: event.detail });
    attributes.push(`bind:${name}="${received}"`);
    around.push(`bind:${name}="${bubbled}"`);
  });

  page.tags.push(tag);
  page.records.push(record);
  page.wxml += `<view ${around.join(' ')}><${tag} ${attributes.join(' ')}>${part.slot ?? ''}</${tag}></view>`;
}

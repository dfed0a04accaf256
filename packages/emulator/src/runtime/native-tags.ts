/**
 * The built-in components and their properties, as the mini-program component reference documents them.
 * One list for both engines and for the playground: a property that is not here does not exist on the device.
 */
import { ownProperties, type NativeTag } from './native-properties';

export type { NativeTag, PropertyType } from './native-properties';

/** Accessibility attributes that every built-in component takes (base library 2.7.1). */
const aria: NativeTag = {
  hidden: Boolean,
  ariaRole: String,
  ariaLabel: String,
  ariaHidden: null,
  ariaDisabled: null,
  ariaChecked: null,
  ariaSelected: null,
  ariaExpanded: null,
  ariaHaspopup: null,
  ariaLive: String,
  ariaAtomic: null,
  ariaBusy: null,
  ariaDescribedby: String,
  ariaLabelledby: String,
  ariaControls: String,
  ariaLevel: null,
  ariaModal: null,
  ariaPressed: null,
  ariaRequired: null,
  ariaReadonly: null,
  ariaInvalid: null,
  ariaMultiline: null,
  ariaRelevant: String,
  ariaRoledescription: String,
  ariaValuemax: null,
  ariaValuemin: null,
  ariaValuenow: null,
  ariaValuetext: String,
  tabindex: null,
  animation: null,
};

/** Further built-in components, whose own properties are not listed. */
export const unlistedTags: ReadonlySet<string> = new Set([
  'movable-area',
  'movable-view',
  'map',
  'camera',
  'live-player',
  'live-pusher',
  'voip-room',
  'channel-live',
  'channel-video',
  'audio',
  'editor',
  'editor-portal',
  'keyboard-accessory',
  'functional-page-navigator',
  'ad',
  'ad-custom',
  'official-account',
  'official-account-publish',
  'store-home',
  'store-product',
  'share-element',
  'sticky-header',
  'sticky-section',
  'list-view',
  'list-builder',
  'grid-view',
  'grid-builder',
  'nested-scroll-header',
  'nested-scroll-body',
  'draggable-sheet',
  'open-container',
  'snapshot',
  'span',
  'selection',
  'open-data-list',
  'open-data-item',
  'aria-component',
  'double-tap-gesture-handler',
  'force-press-gesture-handler',
  'horizontal-drag-gesture-handler',
  'long-press-gesture-handler',
  'pan-gesture-handler',
  'scale-gesture-handler',
  'tap-gesture-handler',
  'vertical-drag-gesture-handler',
  'xr-frame',
]);

/** Every built-in tag with every property that is known of it. */
export const nativeTags: Readonly<Record<string, NativeTag>> = Object.fromEntries([
  ...Object.entries(ownProperties).map(([tag, properties]) => [tag, { ...aria, ...properties }] as const),
  ...[...unlistedTags].map((tag) => [tag, aria] as const),
]);

import type { NativeElement } from '../engines';
import type { Writing } from '../wechat';

/**
 * What stands in native inputs. A template's `value` is shown when it becomes another one than it was told before, as on a device: what a
 * person typed stays when a page sets the text that it had set already.
 */
export class Fields {
  private readonly written = new WeakMap<object, { writing: Writing; told: unknown }>();

  textIn({ node, attributes }: NativeElement): string {
    const known = this.written.get(node);
    const { value: told } = attributes;
    return known !== undefined && known.told === told ? known.writing.value : String(told ?? '');
  }

  wrote({ node, attributes }: NativeElement, writing: Writing): void {
    this.written.set(node, { writing, told: attributes['value'] });
  }
}

import { buttonTemplate } from './light-engine/button-template';
import { mergeDefinition } from './light-engine/definition';

describe('the light engine', () => {
  it('refuses what it does not have, instead of ignoring it', () => {
    expect(() => mergeDefinition({ relations: {} } as never)).toThrow("the light engine has no 'relations'");
    expect(() => mergeDefinition({ observers: { 'a.b': () => undefined } })).toThrow('whole fields only');
    expect(() => mergeDefinition({ behaviors: ['wx://form-field'] })).toThrow('wx://form-field');
  });

  it('evaluates WXML expressions as WXML does: what is not there is undefined', () => {
    const template = buttonTemplate(
      '<button open-type="{{a.b.c === 1 && !d ? \'x.y\' : \'\'}}" class="k-{{e}} {{f}}" data-n="{{g}}">text</button>',
    );
    expect(template.render({ a: null, d: false, e: 'E', g: 7 })).toEqual({ 'open-type': '', class: 'k-E ', 'data-n': 7 });
    expect(template.render({ a: { b: { c: 1 } }, e: 1, f: 'F' })).toMatchObject({ 'open-type': 'x.y', class: 'k-1 F' });
  });
});

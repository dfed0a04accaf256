import { templateOf } from './light-engine/template';
import { mergeDefinition } from './light-engine/definition';

describe('the light engine', () => {
  it('refuses what it does not have, instead of ignoring it', () => {
    expect(() => mergeDefinition({ relations: {} } as never)).toThrow("the light engine has no 'relations'");
    expect(() => mergeDefinition({ observers: { 'a.b': () => undefined } })).toThrow('whole fields only');
    expect(() => mergeDefinition({ behaviors: ['wx://form-field'] })).toThrow('wx://form-field');
  });

  it('has in the tree what the conditions say, and knows what lies over the page', () => {
    const wxml =
      '<view wx:if="{{a}}"><x-y n="{{b}}" /></view><button wx:elif="{{b}}" /><block wx:else><form><input name="c" /></form></block>' +
      '<root-portal wx:if="{{b}}"><view bindtap="close">no</view></root-portal>';
    const tags = (data: object): string[] =>
      templateOf(wxml, ['x-y'])
        .render(data as Record<string, unknown>)
        .map(({ tag, covers, form }) => `${tag}${covers ? ' above' : ''}${form === undefined ? '' : ' in a form'}`);
    expect(tags({ a: true })).toEqual(['x-y']);
    expect(tags({ b: true })).toEqual(['button', 'view above']);
    expect(tags({})).toEqual(['form', 'input in a form']);
  });

  it('evaluates WXML expressions as WXML does: what is not there is undefined', () => {
    const template = templateOf(
      '<button open-type="{{a.b.c === 1 && !d ? \'x.y\' : \'\'}}" class="k-{{e}} {{f}}" data-n="{{g}}">text</button>',
    );
    const attributes = (data: object): unknown => template.render(data as Record<string, unknown>)[0]?.attributes;
    expect(attributes({ a: null, d: false, e: 'E', g: 7 })).toEqual({ 'open-type': '', class: 'k-E ', 'data-n': 7 });
    expect(attributes({ a: { b: { c: 1 } }, e: 1, f: 'F' })).toMatchObject({ 'open-type': 'x.y', class: 'k-1 F' });
  });
});

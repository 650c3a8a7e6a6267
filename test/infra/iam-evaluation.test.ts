import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Access, allowing, grantsIn } from './support/iam.ts';

const nothing = () => undefined;
const allowed = (statements: readonly object[], access: Access) =>
  allowing(grantsIn({ Statement: statements }, nothing), access).length > 0;

const name = fc.stringMatching(/^[a-zA-Z]{1,6}$/);
const anyAccess = fc.record({
  action: fc.tuple(fc.constantFrom('s3', 'ssm', 'ec2'), name).map((parts) => parts.join(':')),
  resource: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `arn:${parts.join('/')}`),
  context: fc.dictionary(fc.constantFrom('ec2:Vpc', 'aws:tag'), name, { noNullPrototype: true }),
});
/** With a star in the place of some of the text. */
const widened = (text: string) =>
  fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([one, other]) => {
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    return `${text.slice(0, from)}*${text.slice(to)}`;
  });
const anyStatement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Action: fc.oneof(
    anyAccess.map(({ action }) => action),
    fc.constant('*'),
  ),
  Resource: fc.oneof(
    anyAccess.map(({ resource }) => resource),
    fc.constant('*'),
  ),
});
const exactly = ({ action, resource }: Access) => ({ Effect: 'Allow', Action: action, Resource: resource });

describe('IAM, as the tests judge by it', () => {
  it('allows what a statement names, and what its stars cover', () => {
    fc.assert(
      fc.property(
        anyAccess.chain((access) =>
          fc.tuple(fc.constant(access), widened(access.action), widened(access.resource)),
        ),
        ([access, action, resource]) => {
          expect(allowed([exactly(access)], access)).toBe(true);
          expect(allowed([{ Effect: 'Allow', Action: action, Resource: resource }], access)).toBe(true);
        },
      ),
    );
  });

  it('refuses what no statement names', () => {
    fc.assert(
      fc.property(anyAccess, anyAccess, (access, other) => {
        fc.pre(
          access.action.toLowerCase() !== other.action.toLowerCase() || access.resource !== other.resource,
        );
        expect(allowed([exactly(other)], access)).toBe(false);
        expect(allowed([], access)).toBe(false);
      }),
    );
  });

  it('refuses what one statement denies, whatever the others allow', () => {
    fc.assert(
      fc.property(anyAccess, fc.array(anyStatement), (access, statements) => {
        expect(allowed([...statements, { ...exactly(access), Effect: 'Deny' }], access)).toBe(false);
      }),
    );
  });

  it('allows no more with one statement of Allow less, or one of Deny more', () => {
    fc.assert(
      fc.property(
        anyAccess,
        fc.array(anyStatement, { minLength: 1 }),
        fc.nat(),
        (access, statements, index) => {
          const at = index % statements.length;
          const others = statements.filter((_, position) => position !== at);
          const [less, more] =
            statements[at]?.Effect === 'Deny' ? [statements, others] : [others, statements];
          if (allowed(less, access)) expect(allowed(more, access)).toBe(true);
        },
      ),
    );
  });

  const unclear = fc.constantFrom<object>(
    { Condition: { StringLike: { 'aws:tag': '*' } } },
    { Condition: { 'ForAllValues:StringEquals': { 'aws:tag': 'a' } } },
    { Condition: { ArnEquals: { 'ec2:Vpc': 'arn:*' } } },
    { Condition: { Null: { 'aws:tag': 'perhaps' } } },
    { Condition: { Null: { 'aws:tag': { Ref: 'Unknown' } } } },
    { NotAction: 's3:GetObject', Action: undefined },
    { NotResource: 'arn:x', Resource: undefined },
    { Principal: '*' },
    { Resource: ['arn:$', '{aws:username}'].join('') },
    { Resource: { 'Fn::Sub': 'arn:x' } },
    { Effect: 'allow' },
  );

  it('errs on the side of refusing what it does not understand', () => {
    fc.assert(
      fc.property(anyAccess, unclear, ({ action, resource }, change) => {
        // Of its context nothing is known here, or the conditions could be told not to hold.
        const access = { action, resource, context: { 'ec2:Vpc': 'arn:x', 'aws:tag': 'a' } };
        const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
        expect(allowed([{ ...everything, ...change }], access)).toBe(false);
        expect(allowed([everything, { ...everything, Effect: 'Deny', ...change }], access)).toBe(false);
      }),
    );
  });

  it('holds a statement to its conditions', () => {
    const to = (Condition: object) => [{ Effect: 'Allow', Action: 'a:b', Resource: '*', Condition }];
    const having = (context: Record<string, string>) => ({ action: 'a:b', resource: 'c', context });
    const ofVpc = to({ ArnEquals: { 'ec2:Vpc': 'arn:one' }, Null: { tag: 'false' } });
    expect(allowed(ofVpc, having({ 'ec2:Vpc': 'arn:one', tag: '' }))).toBe(true);
    expect(allowed(ofVpc, having({ 'ec2:Vpc': 'arn:other', tag: '' }))).toBe(false);
    expect(allowed(ofVpc, having({ 'ec2:Vpc': 'arn:one' }))).toBe(false);
    expect(allowed(ofVpc, having({ tag: '' }))).toBe(false);
    expect(allowed(to({ Null: { tag: 'true' } }), having({}))).toBe(true);
    expect(allowed(to({ StringEquals: { tag: ['x', 'y'] } }), having({ tag: 'y' }))).toBe(true);
    expect(allowed(to({ StringEquals: { tag: ['x', 'y'] } }), having({}))).toBe(false);
  });
});

import { asList, at, ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** Buckets: private, encrypted, versioned, reached by TLS, and kept. */
export const buckets: Check = {
  name: 'buckets',
  problems(template) {
    const statements = ofType(template, 'AWS::S3::BucketPolicy').flatMap(([, { Properties }]) =>
      asList(at(Properties, 'PolicyDocument.Statement')),
    );
    const denies = statements.filter((one) => at(one, 'Effect') === 'Deny');
    const open = statements.filter(
      (one) => at(one, 'Effect') === 'Allow' && isEverybody(at(one, 'Principal')),
    );
    return ofType(template, 'AWS::S3::Bucket').flatMap(([id, { Properties, DeletionPolicy }]) => {
      const block = Object.values(Object(Properties?.PublicAccessBlockConfiguration));
      return unmet(
        [`${id}: no statement for everybody`, open.length === 0],
        [`${id}: all public access blocked`, block.length === 4 && block.every((one) => one === true)],
        [`${id}: TLS only`, denies.some((one) => at(one, 'Condition.Bool.aws:SecureTransport') === 'false')],
        [`${id}: encrypted`, at(Properties, 'BucketEncryption') !== undefined],
        [`${id}: versioned`, at(Properties, 'VersioningConfiguration.Status') === 'Enabled'],
        [`${id}: a lifecycle`, asList(at(Properties, 'LifecycleConfiguration.Rules')).length > 0],
        [`${id}: kept`, DeletionPolicy === 'Retain'],
      );
    });
  },
};

function isEverybody(principal: unknown): boolean {
  return principal === '*' || at(principal, 'AWS') === '*';
}

/** Names and sizes that Parameter Store accepts. */
export const parameters: Check = {
  name: 'parameters',
  problems: (template) =>
    ofType(template, 'AWS::SSM::Parameter').flatMap(([id, { Properties }]) => {
      const name = Properties?.Name;
      const value = Properties?.Value;
      return unmet(
        [
          `${id}: a name of letters, digits, dots, dashes and slashes, of at most 15 levels`,
          name === undefined ||
            (/^\/?(?!aws|ssm)[A-Za-z0-9_.\-/]+$/.test(String(name)) && String(name).split('/').length <= 16),
        ],
        [`${id}: at most 4096 characters`, typeof value !== 'string' || value.length <= 3072],
      );
    }),
};

import { z } from 'zod';
import { priceTableSchema } from '../lib/domain/cost/price-table.ts';
import { journalRecordSchema } from '../lib/domain/journal.ts';
import { planSchema } from '../lib/domain/plan.ts';
import { runSchema, schemaVersion } from '../lib/domain/run.ts';
import { indexRecordSchema } from '../lib/results/index-record.ts';
import { manifestSchema } from '../lib/results/manifest.ts';

const published = [
  ['run', 'run.json: what a run does and on what', runSchema],
  ['journal-record', 'One line of journal.ndjson', journalRecordSchema],
  ['plan', 'The plan within run.json', planSchema],
  ['prices', 'A price table for plan --target aws --prices', priceTableSchema],
  ['manifest', 'manifest.json: what a finished run in S3 consists of', manifestSchema],
  ['index-record', "SSM's /cni-bench/<scenario>/latest: the newest finished run", indexRecordSchema],
] as const;

/** By file name below schemas/: JSON Schema, draft 2020-12, of each file that a run leaves or a person writes. */
export function schemaFiles(): Map<string, string> {
  return new Map(
    published.map(([name, description, schema]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema);
      const comment = `version ${schemaVersion} of the files`;
      const json = { $schema, $comment: comment, title: `eks-cni-bench ${name}`, description, ...rest };
      return [`${name}.schema.json`, `${JSON.stringify(json, null, 2)}\n`];
    }),
  );
}

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { schemaFiles } from '../../scripts/schema-files.ts';

describe('published schemas', () => {
  it.each([...schemaFiles()])('schemas/%s is what the types say', async (name, text) => {
    const committed = await readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8');
    expect(committed).toBe(text);
  });
});

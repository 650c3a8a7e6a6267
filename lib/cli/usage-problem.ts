import type { CommanderError } from 'commander';

/** What commander has to say about the arguments, as one line that begins with the field. */
export function usageProblem(error: CommanderError, commands: readonly string[]): string {
  const [first = '', hint = ''] = error.message.replace(/^error: /, '').split('\n');
  const [, quoted = ''] = /'([^']*)'/.exec(first) ?? [];
  // `--seed <number>` is named by its flag alone.
  const [field = quoted] = quoted.split(' ');
  const [, similar] = /Did you mean (?:one of )?(.*)\?/.exec(hint) ?? [];
  switch (error.code) {
    case 'commander.unknownOption':
      return `${field}: no such option; ${similar ? `did you mean ${similar}?` : 'see --help'}`;
    case 'commander.unknownCommand':
      return `${quoted}: no such command; there are ${commands.join(', ')}`;
    case 'commander.optionMissingArgument':
      return `${field}: must be followed by a value`;
    case 'commander.missingArgument':
      return `<${quoted}>: must be given; see --help`;
    case 'commander.excessArguments':
      return `${/: (.*)\.$/.exec(first)?.[1] ?? 'arguments'}: more than "${quoted}" takes; see --help`;
    case 'commander.invalidArgument': {
      const [, given, choices] = /argument '(.*)' is invalid\. Allowed choices are (.*)\.$/.exec(first) ?? [];
      return choices === undefined ? first : `${field}: must be one of ${choices}, got "${given}"`;
    }
    default:
      return first;
  }
}

import { z } from 'zod';
import { isServiceCidr, isVpcCidr } from './address-plan.ts';
import { parseCidr } from './cidr.ts';
import { flag, list, oneOf, pairs, text, wholeNumber } from './context-fields.ts';
import { imageRoles, pinnedImagePattern } from './images.ts';
import { profileIds } from './profile-id.ts';
import { ciliumVersionPattern, versionsNames } from './versions.ts';

const fewestNodes = 3;
const image = z.string().regex(pinnedImagePattern);
const addonVersion = z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
const host = z.string().regex(/^[a-z0-9.-]+(?::\d+)?$/);

/**
 * Everything that a user may vary, by context key. Each description is what the error says is allowed.
 */
export const deploymentFields = {
  versions: oneOf(versionsNames)
    .default('default')
    .describe(`one of ${versionsNames.join(', ')}`),
  eks: text(/^1\.\d{2}$/)
    .optional()
    .describe('an EKS version such as 1.35'),
  cilium: text(ciliumVersionPattern).optional().describe('a Cilium version from 1.16.0 to 1.20.x'),
  untested: flag().default(false).describe('true or false'),
  region: text(/^[a-z]{2}(?:-[a-z]+)+-\d$/)
    .default('ap-northeast-2')
    .describe('an AWS region such as ap-northeast-2'),
  availabilityZones: list(z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/))
    .refine((zones) => zones.length === 2)
    .optional()
    .describe('two zones of the region such as ap-northeast-2a,ap-northeast-2c; nodes are in the first'),
  instanceType: text(/^[a-z][a-z0-9-]*\.(?:metal(?:-\d+xl)?|\d*x?large|medium|small|micro|nano)$/)
    .default('m6i.xlarge')
    .describe('an EC2 instance type such as m6i.xlarge'),
  nodeCount: wholeNumber(fewestNodes, 20)
    .default(fewestNodes)
    .describe(`a whole number from ${fewestNodes} to 20: client, server and the rest have a node each`),
  placementGroup: flag().default(false).describe('true or false'),
  serviceCidr: z
    .string()
    .refine(isServiceCidr)
    .default('10.100.0.0/16')
    .describe('a private IPv4 block from /12 to /24 such as 10.100.0.0/16'),
  vpcCidr: z
    .string()
    .refine(isVpcCidr)
    .default('10.0.0.0/16')
    .describe('a private IPv4 block from /16 to /22 such as 10.0.0.0/16'),
  profile: oneOf(profileIds)
    .default('standard')
    .describe(`one of ${profileIds.join(', ')}`),
  repetitions: wholeNumber(1, 100).optional().describe('a whole number from 1 to 100'),
  ttlHours: wholeNumber(1, 72).optional().describe('a whole number of hours from 1 to 72'),
  endpointCidrs: list(z.string().refine((block) => parseCidr(block) !== undefined))
    .default([])
    .describe('IPv4 blocks such as 203.0.113.0/24, separated by commas'),
  nat: oneOf(['gateway', 'instance']).default('gateway').describe('one of gateway, instance'),
  images: pairs(z.partialRecord(z.enum(imageRoles), image))
    .default({})
    .describe(
      `pairs such as fortio=host/name:1.2.3 for ${imageRoles.join(', ')}, with the host, and a tag or digest that is not "latest"`,
    ),
  registryMirrors: pairs(z.record(host, z.string().regex(/^[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._/-]+)?$/)))
    .default({})
    .describe('pairs of registry hosts such as docker.io=mirror.example/docker-hub'),
  addons: pairs(
    z.partialRecord(z.enum(['vpc-cni', 'kube-proxy', 'coredns', 'eks-pod-identity-agent']), addonVersion),
  )
    .default({})
    .describe(
      'pairs such as coredns=v1.11.3-eksbuild.1 for vpc-cni, kube-proxy, coredns, eks-pod-identity-agent',
    ),
  variants: list(z.string())
    .default([])
    .describe('names such as D+host-routing or E-hubble-off, separated by commas, none twice'),
  stages: flag().default(true).describe('true or false'),
  run: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/)
    .optional()
    .describe('up to 32 letters, digits, dots, dashes and underscores'),
};

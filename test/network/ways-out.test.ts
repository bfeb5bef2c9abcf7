import { WAYS_OUT } from '../../domain/network/ways-out';
import { WAYS_OUT as WAYS_OUT_OF_PROOFS } from '../../proofs/reachability/read-network';

/** Stricter, for a VPC that needs none of them: a proof refuses them by their type alone. */
const ONLY_IN_PROOFS = ['Instance', 'NetworkInterface', 'Route', 'VPCCidrBlock'].map((name) => `AWS::EC2::${name}`);

/** The proofs know no type of AWS Network Manager at all, and fail on one. */
const UNKNOWN_TO_PROOFS = ['AWS::NetworkManager::VpcAttachment'];

test('the rule pack and the proofs, its second opinion, know the same ways out of a VPC', () => {
  expect([...WAYS_OUT, ...ONLY_IN_PROOFS].sort()).toEqual([...WAYS_OUT_OF_PROOFS, ...UNKNOWN_TO_PROOFS].sort());
});

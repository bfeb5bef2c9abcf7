import { CLINICIAN_TAG } from '../../../../domain/deployment/names/tags';
import { CONSULTATION, clinical, OTHER, OWN, type Patients, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { everybody } from '../storage/bucket';

const TAG = `aws:PrincipalTag/${CLINICIAN_TAG}`;

/** Records of purges that a clinician reads: those of her own consultations. */
export function recordsOfClinician(world: World, { purges }: Patients): readonly Sentence[] {
  const { may, cannot } = world;
  const clinician = world.role('clinician');
  const ask = (...lists: readonly (readonly Partial<Question>[])[]) =>
    uploading(each(...lists, doors('our s3 endpoint'), carrying({ [TAG]: OWN })));
  return [
    may(clinician, 'lists and reads the records of the purges of her consultations, with the key of the deployment', [
      ...ask(actions('s3:GetObject'), on(`${purges.arn}/${recordOf(OWN)}`)),
      ...ask(actions('s3:ListBucket'), on(purges.arn), key('s3:prefix', `purges/${OWN}/${CONSULTATION}/`)),
      ...each(
        actions('kms:Decrypt'),
        on(world.key),
        carrying({ [TAG]: OWN, 'kms:ViaService': `s3.${world.region}.amazonaws.com` }),
      ),
    ]),
    cannot(clinician, 'cannot write a record of a purge, nor read or list one of another clinician', [
      ...ask(actions('s3:PutObject', 's3:DeleteObject'), on(`${purges.arn}/${recordOf(OWN)}`)),
      ...ask(
        actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
        on(
          ...[recordOf(OTHER), recordOf('nobody'), `purges/${CONSULTATION}.json`].map(
            (name) => `${purges.arn}/${name}`,
          ),
        ),
      ),
      ...ask(
        actions('s3:ListBucket'),
        on(purges.arn),
        key('s3:prefix', undefined, '', 'purges/', `purges/${OTHER}/`, `purges/${OWN}`),
      ),
    ]),
  ];
}

/** A record says what was deleted, and nobody makes it say something else. */
export function recordsOnce(world: World, { purges }: Patients): readonly Sentence[] {
  const creating = { 's3:ObjectCreationOperation': 'true' };
  const put = (...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(`${purges.arn}/${recordOf(OWN)}`), carrying(...contexts));
  return [clinical(world, 'purge function'), ...everybody(world)].map((who) =>
    world.never(
      who,
      'cannot replace the record of a purge',
      put(creating, { ...creating, 's3:if-none-match': 'x' }, { ...creating, 's3:if-match': 'x' }),
    ),
  );
}

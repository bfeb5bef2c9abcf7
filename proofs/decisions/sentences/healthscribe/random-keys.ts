import { AUDIO_EXTENSIONS } from '../../../../domain/clinical-note/layout';
import { CLINICIAN_TAG } from '../../../../domain/deployment/names/tags';
import { CONSULTATION, OWN, type Patients, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

/** Keys below the id of a clinician that are no random id with an extension. */
const NAMED = [
  ...['jane-doe', '1970-01-01', 'MRN-0012345', `${CONSULTATION}-jane-doe`, `jane-doe/${CONSULTATION}`].map(
    (name) => `${name}.wav`,
  ),
  ...['.wav/jane-doe.wav', '.janedoe', '.w', ''].map((end) => `${CONSULTATION}${end}`),
];

/** Keys of recordings, which events and histories of executions contain. */
export function randomKeySentences(world: World, { bucket }: Patients): readonly Sentence[] {
  const clinician = world.role('clinician');
  const uploads = (...names: readonly string[]) =>
    uploading(
      each(
        actions('s3:PutObject'),
        on(...names.map((name) => `${bucket.arn}/audio/${OWN}/${name}`)),
        doors('our s3 endpoint'),
        carrying({ [`aws:PrincipalTag/${CLINICIAN_TAG}`]: OWN }),
      ),
    );
  return [
    world.may(
      clinician,
      'uploads recordings of every format that HealthScribe takes',
      uploads(...AUDIO_EXTENSIONS.map((extension) => `${CONSULTATION}.${extension}`)),
    ),
    world.cannot(
      clinician,
      'cannot upload a recording under a key of another shape than a random id',
      uploads(...NAMED),
    ),
  ];
}

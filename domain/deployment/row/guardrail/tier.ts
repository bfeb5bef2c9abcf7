import { IMAGE_FILTERS } from '../../../guardrail/content-filters';
import { guardrailProfilesIn } from '../../../guardrail/profiles';
import { either, isList, isObject, isText, problem, type Validator, within } from '../../validation';

/** Characters of the definition of a topic in the classic tier; the standard tier takes 1000. */
const CLASSIC_DEFINITION = 200;

/** Validates what depends on the tier and the Region: the profile, the length of definitions, images. */
export const validateTier: Validator = (guardrail, place) => {
  if (!isObject(guardrail)) return [];
  const { tier = 'classic', profile, deniedTopics, images } = guardrail;
  const { region } = place;
  const profiles = region === undefined ? [] : guardrailProfilesIn(region).map(({ id }) => id);
  const problems = [];
  if (region !== undefined && tier === 'standard' && profiles.length === 0) {
    problems.push(
      problem('PB-CONFIG-063', within(place, 'tier'), {
        value: tier,
        message: `is not offered in ${region}, which is the source of no guardrail profile`,
        remedy: "Use 'classic', or another Region.",
      }),
    );
  } else if (isText(profile) && tier === 'classic') {
    problems.push(
      problem('PB-CONFIG-064', within(place, 'profile'), {
        value: profile,
        message: 'has no effect: the classic tier judges in the Region of the row',
        remedy: profiles.length > 0 ? "Add tier: 'standard', or remove the profile." : 'Remove it.',
      }),
    );
  } else if (isText(profile) && region !== undefined && !profiles.includes(profile)) {
    problems.push(
      problem('PB-CONFIG-065', within(place, 'profile'), {
        value: profile,
        message: `is not a guardrail profile of ${region}`,
        remedy: `Use ${either(profiles)}, or omit it.`,
      }),
    );
  }
  if (images === true && region !== undefined && !IMAGE_FILTERS[region]) {
    problems.push(
      problem('PB-CONFIG-066', within(place, 'images'), {
        value: images,
        message: `is not offered in ${region}, only in ${Object.keys(IMAGE_FILTERS).sort().join(', ')}`,
        remedy: 'Remove it, or use one of these Regions.',
      }),
    );
  }
  const topics = tier === 'classic' && isList(deniedTopics) ? deniedTopics : [];
  const tooLong = topics.flatMap((topic, index) => {
    const definition = isObject(topic) ? topic.definition : undefined;
    if (!isText(definition) || definition.length <= CLASSIC_DEFINITION || definition.length > 1000) return [];
    return [
      problem('PB-CONFIG-067', within(place, `deniedTopics[${index}].definition`), {
        value: definition,
        message: `has ${definition.length} characters, and takes 1 to ${CLASSIC_DEFINITION} in the classic tier`,
        remedy: `Shorten it by ${definition.length - CLASSIC_DEFINITION}${profiles.length > 0 ? ", or use tier: 'standard'" : ''}.`,
      }),
    ];
  });
  return [...problems, ...tooLong];
};

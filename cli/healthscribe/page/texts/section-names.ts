/** Sections that HealthScribe's templates have, and those of a transcript, in Korean. English names are made from the key. */
const KOREAN_SECTIONS: Readonly<Record<string, string>> = {
  CHIEF_COMPLAINT: '주호소',
  HISTORY_OF_PRESENT_ILLNESS: '현병력',
  REVIEW_OF_SYSTEMS: '계통 문진',
  PAST_MEDICAL_HISTORY: '과거력',
  PAST_FAMILY_HISTORY: '가족력',
  PAST_SOCIAL_HISTORY: '사회력',
  PHYSICAL_EXAMINATION: '신체 진찰',
  DIAGNOSTIC_TESTING: '검사',
  ASSESSMENT: '평가',
  ASSESSMENT_AND_PLAN: '평가 및 계획',
  PLAN: '계획',
  SUBJECTIVE: '주관적 소견',
  OBJECTIVE: '객관적 소견',
  GOAL: '목표',
  INTERVENTION: '중재',
  RESPONSE: '반응',
  PROGRESS: '경과',
  BEHAVIOR: '행동',
  SITUATION: '상황',
  DATA: '자료',
  VISIT_FLOW_MANAGEMENT: '진료 진행',
  SMALL_TALK: '일상 대화',
  OTHER: '기타',
};

const KOREAN_TEMPLATES: Readonly<Record<string, string>> = {
  HISTORY_AND_PHYSICAL: '병력 및 신체 진찰',
  BEHAVIORAL_SOAP: 'SOAP (행동)',
  PHYSICAL_SOAP: 'SOAP (신체)',
};

/** Templates that are abbreviations. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(['GIRPP', 'BIRP', 'SIRP', 'DAP', 'SOAP']);

/** Returns `Past medical history` for `PAST_MEDICAL_HISTORY`; a name that is none of these is shown in the same way. */
export const sectionName = (name: string, language: string): string =>
  (language === 'ko' && KOREAN_SECTIONS[name]) || words(name);

export const templateName = (name: string, language: string): string =>
  (language === 'ko' && KOREAN_TEMPLATES[name]) || words(name);

function words(name: string): string {
  const text = name
    .split('_')
    .map((word) => (ABBREVIATIONS.has(word) ? word : word.toLowerCase()))
    .join(' ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

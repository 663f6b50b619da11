/** The page's languages. */
export type PageLanguage = 'en' | 'ko';

/** One figure's words. */
interface FigureText {
  readonly alt: string;
  readonly caption: string;
  /** Something a visitor could ask for. */
  readonly idea: string;
}

/** All words of the page in one language. */
export interface PageText {
  readonly title: string;
  readonly kicker: string;
  readonly headline: string;
  readonly lead: string;
  readonly howTo: string;
  readonly steps: readonly string[];
  readonly ideaLabel: string;
  readonly figures: Readonly<
    Record<'mug' | 'harbour' | 'sticker' | 'slide' | 'slidePng', FigureText>
  >;
  readonly otherLanguage: { readonly label: string; readonly code: PageLanguage };
  readonly footer: string;
}

const en: PageText = {
  title: 'Salt & Clay: pictures to repaint',
  kicker: 'Salt & Clay',
  headline: 'Notes from a small pottery by the sea',
  lead: 'Every picture here is almost right. Brush over the part that is not.',
  howTo: 'How to try it',
  steps: [
    'Right-click a picture',
    'Choose “Repaint image”',
    'Brush over a part',
    'Say what should be there',
    'Repaint',
  ],
  ideaLabel: 'Try',
  figures: {
    mug: {
      alt: 'Teal stoneware mug of coffee on an oak table, books, oranges and a bright green wall behind it',
      caption: 'The new mug, photographed where there was room. The wall was not our choice.',
      idea: 'Brush the background: “a plain, light linen backdrop”',
    },
    harbour: {
      alt: 'Fishing harbour with coloured houses and moored boats; a stranger with a red rucksack stands on the quay',
      caption: 'Our harbour on a late afternoon, and somebody who stopped to look at it too.',
      idea: 'Brush the person and the shadow: “the empty quay”',
    },
    sticker: {
      alt: 'Round sticker of a lighthouse at dusk',
      caption: 'A sticker in every parcel. It has a see-through edge and a soft shadow.',
      idea: 'Brush the sky: “a bright summer day with gulls”',
    },
    slide: {
      alt: 'Lesson slide titled “Photosyntesis” with a plant, the sun and four facts',
      caption: 'From the school visit: a slide, as SVG. Did anybody check the title?',
      idea: 'Brush the title: “Photosynthesis”',
    },
    slidePng: {
      alt: 'The same lesson slide as a PNG picture',
      caption: 'The same slide as it was mailed around, as PNG.',
      idea: 'Brush the sun: “a smiling sun”',
    },
  },
  otherLanguage: { label: '한국어', code: 'ko' },
  footer:
    'All pictures on this page were drawn by a program. Nothing here is loaded from elsewhere.',
};

const ko: PageText = {
  title: '소금과 흙: 다시 그려 볼 그림들',
  kicker: '소금과 흙',
  headline: '바닷가 작은 도자기 공방의 기록',
  lead: '여기 있는 그림은 모두 조금씩 아쉽습니다. 마음에 들지 않는 부분을 칠해 보세요.',
  howTo: '사용해 보기',
  steps: [
    '그림을 마우스 오른쪽 버튼으로 클릭',
    '“이미지 다시 칠하기” 선택',
    '바꿀 부분 칠하기',
    '원하는 내용 쓰기',
    '다시 칠하기',
  ],
  ideaLabel: '예',
  figures: {
    mug: {
      alt: '참나무 탁자 위 청록색 도자기 커피 머그, 뒤로 책과 오렌지와 밝은 초록 벽',
      caption: '자리가 남는 곳에서 찍은 새 머그. 벽 색은 저희가 고른 것이 아닙니다.',
      idea: '배경을 칠하고: “깔끔하고 밝은 리넨 배경”',
    },
    harbour: {
      alt: '알록달록한 집과 배가 있는 어항, 빨간 배낭을 멘 낯선 사람이 부두에 서 있다',
      caption: '늦은 오후의 항구, 그리고 함께 풍경을 보던 낯선 사람.',
      idea: '사람과 그림자를 칠하고: “아무도 없는 부두”',
    },
    sticker: {
      alt: '해 질 녘 등대가 그려진 둥근 스티커',
      caption: '소포마다 넣는 스티커. 가장자리는 투명하고 그림자는 부드럽습니다.',
      idea: '하늘을 칠하고: “갈매기가 나는 맑은 여름날”',
    },
    slide: {
      alt: '식물과 태양, 네 가지 설명이 있는 “Photosyntesis” 수업 슬라이드',
      caption: '학교 방문 수업 슬라이드(SVG). 제목을 확인한 사람이 있을까요?',
      idea: '제목을 칠하고: “Photosynthesis”',
    },
    slidePng: {
      alt: '같은 수업 슬라이드의 PNG 그림',
      caption: '메일로 돌린 같은 슬라이드(PNG).',
      idea: '태양을 칠하고: “웃는 태양”',
    },
  },
  otherLanguage: { label: 'English', code: 'en' },
  footer: '이 페이지의 그림은 모두 프로그램이 그렸습니다. 외부에서 불러오는 것은 없습니다.',
};

/** The words for every language. */
export const pageText: Readonly<Record<PageLanguage, PageText>> = { en, ko };

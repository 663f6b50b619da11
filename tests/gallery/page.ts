import { pageStyle } from './page-style';
import { type PageLanguage, type PageText, pageText } from './page-text';
import type { PictureName } from './pictures';
import { harbourSize } from './scenes/harbour/harbour';
import { mugSize } from './scenes/mug/mug';
import { slideSize } from './scenes/slide';
import { stickerSize } from './scenes/sticker';

type FigureName = keyof PageText['figures'];

const figures: Record<FigureName, { file: PictureName; width: number; height: number }> = {
  mug: { file: 'mug.jpg', ...mugSize },
  harbour: { file: 'harbour.webp', ...harbourSize },
  sticker: { file: 'sticker.png', ...stickerSize },
  slide: { file: 'slide.svg', ...slideSize },
  slidePng: { file: 'slide.png', ...slideSize },
};

/** The gallery as an HTML document without scripts. */
export function renderPage(language: PageLanguage): string {
  const text = pageText[language];
  const show = (name: FigureName) => figure(text, name);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(text.title)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
${header(text)}
<main>
${hint(text)}
<div class="grid">
<div class="stack">${show('mug')}${show('sticker')}</div>
<div class="stack">${show('harbour')}${show('slide')}${show('slidePng')}</div>
</div>
</main>
<footer>${escapeHtml(text.footer)}</footer>
</body>
</html>
`;
}

function header(text: PageText): string {
  const { label, code } = text.otherLanguage;
  return `<header class="hero">
<a class="language" href="/?lang=${code}" lang="${code}">${escapeHtml(label)}</a>
<div class="hero-text"><p class="kicker">${escapeHtml(text.kicker)}</p>
<h1>${escapeHtml(text.headline)}</h1>
<p class="lead">${escapeHtml(text.lead)}</p></div>
</header>`;
}

function hint(text: PageText): string {
  const steps = text.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('');
  return `<section class="how" aria-labelledby="how"><h2 id="how">${escapeHtml(text.howTo)}</h2><ol>${steps}</ol></section>`;
}

function figure(text: PageText, name: FigureName): string {
  const { file, width, height } = figures[name];
  const { alt, caption, idea } = text.figures[name];
  const image = `<img src="/${file}" width="${width}" height="${height}" alt="${escapeHtml(alt)}">`;
  const picture = name === 'sticker' ? `<div class="cutout">${image}</div>` : image;
  return `<figure id="${name}">${picture}<figcaption><p>${escapeHtml(caption)}</p>
<p class="idea"><b>${escapeHtml(text.ideaLabel)}:</b> ${escapeHtml(idea)}</p></figcaption></figure>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

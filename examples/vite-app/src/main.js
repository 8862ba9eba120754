import { countdown, formatClock } from './clock.js';
import { advice, findTea, teas } from './teas.js';

const choice = document.querySelector('#tea');
const clock = document.querySelector('#clock');
choice.replaceChildren(...teas.map(option));
choice.addEventListener('change', show);
document.querySelector('#start').addEventListener('click', brew);
show();

function option(tea) {
  const element = document.createElement('option');
  element.textContent = tea.name;
  return element;
}

function show() {
  const tea = findTea(choice.value);
  document.querySelector('#advice').textContent = advice(tea);
  clock.textContent = formatClock(tea.seconds);
}

function brew() {
  const timer = countdown(findTea(choice.value).seconds, () => Date.now());
  draw();

  function draw() {
    clock.textContent = timer.done() ? 'Ready' : formatClock(timer.left());
    if (!timer.done()) setTimeout(draw, 200);
  }
}

/** What the timer knows: how hot and how long. */
export const teas = [
  { name: 'Sencha', celsius: 75, seconds: 90 },
  { name: 'Oolong', celsius: 90, seconds: 180 },
  { name: 'Darjeeling', celsius: 95, seconds: 210 },
  { name: 'Assam', celsius: 100, seconds: 270 },
  { name: 'Peppermint', celsius: 100, seconds: 480 },
];

/** The tea of this name, in whatever case it was written; undefined when there is none. */
export function findTea(name) {
  return teas.find((tea) => tea.name.toLowerCase() === name.trim().toLowerCase());
}

/** One line that tells how to brew it. */
export function advice(tea) {
  return `${tea.name}: water at ${tea.celsius} °C`;
}

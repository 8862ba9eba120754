import { price } from './prices.mjs';

console.log(price(Number(process.argv[2])));

import { holdsRoot, refuse } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

/** Programs that copy, move, link, make and remove files. What they may not touch are the protected paths. */
export const files: readonly ProgramHazards[] = [
  {
    programs: 'cp gcp mv gmv ln gln link',
    reference: 'cp(1), mv(1), ln(1)',
    harmless: `-S= --suffix= --backup? --preserve? --no-preserve= --sparse= --reflink? --context? --update? -t=
      --target-directory=`,
  },
  {
    programs: 'install ginstall',
    reference: 'install(1): --strip-program',
    harmless: '-m= --mode= -o= --owner= -g= --group= -S= --suffix= --backup? --context? -t= --target-directory=',
    refused: { 'runs a program': '--strip-program= -s --strip' },
  },
  {
    programs: 'chmod gchmod',
    reference: 'chmod(1)',
    harmless: '--reference=',
    operand: (value, index) =>
      index === 0 && (/[+=][rwxXt]*s/.test(value) || /^0*[2-7][0-7]{3}$/.test(value))
        ? refuse('hazard-operand', 'lets the program run as its owner')
        : undefined,
  },
  {
    programs: 'chown chgrp setfacl chattr setfattr chcon',
    reference: 'chown(1), setfacl(1)',
    harmless: '--reference= --from=',
    refused: { 'takes its changes from a file': '--restore=' },
  },
  { programs: 'setcap', reference: 'setcap(8)', executor: 'gives programs rights of the administrator' },
  {
    programs: 'rm grm rmdir unlink shred',
    reference: 'rm(1)',
    harmless: '--preserve-root? --interactive? -n= --iterations= -s= --size= --random-source=',
    refused: { 'lifts the protection of the root folder': '--no-preserve-root' },
    operand: (value, _index, place) =>
      holdsRoot(value, place) ? refuse('hazard-operand', 'is the root, or holds it') : undefined,
  },
  {
    programs: 'mkdir gmkdir touch gtouch truncate fallocate mktemp mkfifo mknod',
    reference: 'mkdir(1), touch(1), truncate(1)',
    harmless: '-m= --mode= --context? -r= --reference= -s= --size= -l= --length= -o= --offset= --suffix= --tmpdir?',
    texts: '-d= --date= -t=',
  },
  {
    programs: 'mount umount losetup mkfs fdisk parted mkswap swapon cryptsetup fsck',
    reference: 'mount(8)',
    executor: 'changes the file systems of the machine',
  },
];

import { outsideRoot, refuse } from '../checks.js';
import type { ProgramHazards } from '../grammar.js';

const RUNS = 'runs a program or a script';
const WRITES = "writes to a file of the call's choice";

/** ffmpeg-protocols(1): protocols that read other files, run programs or speak to any service. */
const mediaAddress = (value: string): ReturnType<typeof refuse> | undefined =>
  /^a?movie=|^(?:concat|concatf|subfile|file|fd|pipe|crypto|data|gopher|sftp|smb|unix|tee|ipfs|async|cache|tls|udp|tcp|ftp|md5|prompeg|android_content)[:,]|^(?:ephemeral|msl|label|text|url|https?|ftp|mvg|vid|x|plasma|caption|inline|show|win|svg):/i.test(
    value,
  ) ||
  value.startsWith('@') ||
  value.startsWith('|')
    ? refuse('hazard-url', 'reads other files, runs a program or speaks to any service')
    : undefined;

/** Pictures, sound, films and documents. */
export const media: readonly ProgramHazards[] = [
  {
    programs: 'ffmpeg ffprobe ffplay',
    reference: 'ffmpeg(1), ffmpeg-filters(1), ffmpeg-protocols(1)',
    form: 'single',
    harmless: `-c= -vcodec= -acodec= -c:v= -c:a= -c:s= -codec= -b= -b:v= -b:a= -r= -s= -ss= -t= -to= -map= -preset= -crf= -ar= -ac= -loglevel= -v= -threads= -pix_fmt= -aspect= -vframes= -frames:v= -q:v= -q:a= -show_entries=
      -of= -print_format= -select_streams= -g= -profile:v= -level= -movflags= -metadata= -fs= -itsoffset= -stream_loop= -framerate= -start_number= -tune= -maxrate= -bufsize= -loop= -hwaccel= -vsync= -async=`,
    refused: {
      'takes more options or a filter from a file':
        '-filter_script= -filter_complex_script= -fpre= -vpre= -apre= -spre= -/filter= -/filter_complex= -/vf= -/af= -init_hw_device= -attach= -dump_attachment= -pre=',
      'lets any protocol in': '-protocol_whitelist= -safe=',
      [WRITES]: '-report -vstats_file= -passlogfile= -progress= -sdp_file= -print_graphs_file= -dump_separator=',
    },
    checked: [
      { options: '-i=', check: mediaAddress, always: true },
      {
        options: '-f=',
        check: (value) => (value === 'tee' ? refuse('hazard-option', 'writes to several files') : undefined),
      },
      {
        options: '-vf= -af= -filter= -filter:v= -filter:a= -filter_complex= -lavfi=',
        check: (value) =>
          /(?:^|[,;[\]=])\s*(?:a?movie|frei0r|ladspa|lv2|sendcmd|asendcmd|zmq|azmq|subtitles|ass|metadata|ametadata|dnn_\w*|ocr|libplacebo)\s*[=@]|textfile=|file=/i.test(
            value,
          )
            ? refuse('hazard-option', 'loads code or reads and writes files in a filter')
            : undefined,
        text: true,
      },
    ],
    operand: mediaAddress,
  },
  {
    programs: 'convert magick identify mogrify composite montage animate display import gm',
    reference: "ImageMagick's documentation: Security Policy; CVE-2016-3714",
    form: 'single',
    harmless:
      '-resize= -quality= -crop= -format= -geometry= -rotate= -density= -background= -gravity= -extent= -depth= -colorspace= -define=',
    refused: {
      [RUNS]: '-script= -write= -display= -remote= -process= -fx-file=',
      'reads another file': '-profile= -read= -texture= -tile= -mask= -path=',
    },
    operand: mediaAddress,
  },
  {
    programs: 'gs ghostscript ps2pdf pdf2ps pstopdf',
    reference: "Ghostscript's documentation: -dSAFER; CVE-2018-16509",
    form: 'single',
    executor: 'runs PostScript, which reads and writes files',
    operandEndsOptions: true,
  },
  {
    programs: 'pdflatex latex xelatex lualatex tex pdftex luatex latexmk bibtex context',
    reference: "TeX Live's guide: \\write18; latexmk(1)",
    form: 'single',
    harmless: '-jobname= -interaction= -halt-on-error',
    refused: {
      [RUNS]:
        '-shell-escape -enable-write18 -e= -r= -pdflatex= -latex= -usepretex= -lua= -fmt= -ini -cnf-line= -pv -pvc -new-viewer -output-comment=',
    },
    checked: [{ options: '-output-directory= -outdir= -auxdir= -output-format-dir=', check: outsideRoot }],
    operand: (value) =>
      value.startsWith('\\') || value.startsWith('&') || value.startsWith('|')
        ? refuse('hazard-operand', 'is code')
        : undefined,
  },
  {
    programs: 'exiftool',
    reference: 'exiftool(1): -config, -@, -if, -api',
    form: 'single',
    refused: {
      'runs code':
        '-config= -@= -if= -p= -api= -execute -stay_open= -require= -geotag= -w= -o= -W= -tagOut= -fileOrder=',
    },
  },
  {
    programs: 'yt-dlp youtube-dl gallery-dl aria2c',
    reference: 'yt-dlp(1): --exec, --config-locations; aria2c(1): --on-download-complete',
    harmless: '-f= --format= --proxy= -r= --limit-rate= --sub-langs= -S= --playlist-items= -N=',
    refused: {
      [RUNS]: `--exec= --exec-before-download= --downloader= --external-downloader= --downloader-args= --postprocessor-args= --ffmpeg-location= --use-postprocessor= --plugin-dirs= --netrc-cmd= --on-download-complete= --on-download-start=
        --on-download-stop= --on-download-error= --on-bt-download-complete= --on-download-pause= --js-runtimes=`,
      'takes another configuration':
        '--config-location= --config-locations= --conf-path= -a= --batch-file= -i= --input-file= --load-info-json= --load-info= --cookies= --cookies-from-browser= --load-cookies=',
      [WRITES]:
        '-o= --output= -P= --paths= -d= --dir= --out= --print-to-file= --save-session= -l= --log= --save-cookies= --cache-dir= --enable-rpc?',
    },
  },
  {
    programs: 'dot neato circo twopi plantuml mmdc',
    reference: "dot(1); PlantUML's documentation: -include",
    form: 'single',
    harmless: '-T? -K? -G? -N? -E? -i= -input= -t= -tgif',
    refused: {
      'loads a library or another configuration':
        '-l? -config= -c= -p= -puppeteerConfigFile= -configFile= -cssFile= -pipe -picoweb -filename= -I?',
    },
    checked: [{ options: '-o=', check: outsideRoot }],
  },
  {
    programs: 'chromium chrome google-chrome firefox libreoffice soffice wkhtmltopdf wkhtmltoimage',
    reference: "chromium(1): --renderer-cmd-prefix; LibreOffice's macros",
    executor: 'opens a browser or an office, which run programs and scripts',
  },
];

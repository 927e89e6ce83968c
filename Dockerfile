# The bot in a container: docker build -t evenfloor .
FROM python:3.13-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY storage storage
RUN python -m venv /opt/evenfloor \
    && /opt/evenfloor/bin/pip install --no-cache-dir -c constraints.txt .

FROM python:3.13-slim-bookworm
COPY --from=build /opt/evenfloor /opt/evenfloor
RUN useradd --uid 10001 --create-home --home-dir /var/lib/evenfloor evenfloor
USER 10001
WORKDIR /var/lib/evenfloor
ENTRYPOINT ["/opt/evenfloor/bin/evenfloor"]
CMD ["run", "--config", "/etc/evenfloor/config.toml"]

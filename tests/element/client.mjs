// One person's client on matrix-js-sdk, as in Element. It takes a command a line (JSON) and answers with a line;
// what it hears in its rooms, it tells in lines of its own.
import { createInterface } from "node:readline";
import * as sdk from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger } from "matrix-js-sdk/lib/logger.js";

logger.disableAll();
for (const level of ["log", "info", "debug", "warn", "error"]) console[level] = () => {}; // the output is for lines alone
const tell = (line) => process.stdout.write(JSON.stringify(line) + "\n");
let client, crypto, recoveryKey;
const storageKeys = new Map();

async function heard(event) {
    const relation = event.getRelation();
    if (event.getSender() === client.getUserId() || event.getType() !== "m.room.message") return;
    if (event.isDecryptionFailure()) {
        tell({ heard: null, room: event.getRoomId(), sender: event.getSender(), why: event.decryptionFailureReason });
        return;
    }
    const seal = event.isEncrypted() ? await crypto.getEncryptionInfoForEvent(event) : null;
    tell({
        heard: event.getContent().body,
        room: event.getRoomId(),
        sender: event.getSender(),
        encrypted: event.isEncrypted(),
        shield: seal ? seal.shieldReason : null,
        edit: relation?.rel_type === "m.replace",
    });
}

// Returns when something has come to hold; each event may be the one that brings it about.
function until(holds) {
    return new Promise((done) => {
        const look = () => {
            if (!holds()) return;
            client.off(sdk.ClientEvent.Event, look);
            done();
        };
        client.on(sdk.ClientEvent.Event, look);
        look();
    });
}

const commands = {
    // Signs in. With `signedOnly` it talks to devices alone that their owner has signed.
    async login({ homeserver, user, password, signedOnly }) {
        const visitor = sdk.createClient({ baseUrl: homeserver });
        const session = await visitor.loginRequest({
            type: "m.login.password",
            identifier: { type: "m.id.user", user },
            password,
        });
        client = sdk.createClient({
            baseUrl: homeserver,
            userId: session.user_id,
            deviceId: session.device_id,
            accessToken: session.access_token,
            cryptoCallbacks: {
                getSecretStorageKey: async ({ keys }) => {
                    const id = Object.keys(keys).find((each) => storageKeys.has(each));
                    return id ? [id, storageKeys.get(id)] : null;
                },
                cacheSecretStorageKey: (id, info, key) => storageKeys.set(id, key),
            },
        });
        await client.initRustCrypto({ useIndexedDB: false });
        crypto = client.getCrypto();
        if (signedOnly) crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
        client.on(sdk.ClientEvent.Event, (event) => event.isEncrypted() || heard(event));
        client.on(sdk.MatrixEventEvent.Decrypted, heard);
        client.on(sdk.RoomMemberEvent.Membership, (event, member) => {
            if (member.userId === client.getUserId() && member.membership === "invite")
                tell({ invited: member.roomId, by: event.getSender() });
        });
        const synced = new Promise((done) =>
            client.on(sdk.ClientEvent.Sync, (state) => state === "PREPARED" && done()),
        );
        await client.startClient();
        await synced;
        return { device: session.device_id };
    },

    // Makes the account's identity, and keeps it on the homeserver under a recovery key.
    async identity() {
        await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (request) => request(null) });
        await crypto.bootstrapSecretStorage({
            createSecretStorageKey: async () => (recoveryKey = await crypto.createRecoveryKeyFromPassphrase()),
        });
        const kept = await client.getAccountDataFromServer("m.cross_signing.self_signing");
        return { recoveryKey: recoveryKey.encodedPrivateKey, kept };
    },

    async chat({ person }) {
        const encryption = {
            type: "m.room.encryption",
            state_key: "",
            content: { algorithm: "m.megolm.v1.aes-sha2" },
        };
        const made = await client.createRoom({
            preset: "trusted_private_chat",
            is_direct: true,
            invite: [person],
            initial_state: [encryption],
        });
        return { room: made.room_id };
    },

    async join({ room }) {
        await client.joinRoom(room);
        return {};
    },

    // Waits until somebody is there, so that the message is for them as well.
    async say({ room, text, to }) {
        await until(() => client.getRoom(room)?.getMember(to)?.membership === "join");
        const sent = await client.sendTextMessage(room, text);
        return { event: sent.event_id };
    },

    async stop() {
        client.stopClient();
        setTimeout(() => process.exit(0), 0);
        return {};
    },
};

for await (const line of createInterface({ input: process.stdin })) {
    const { do: name, ...options } = JSON.parse(line);
    try {
        tell({ done: name, ...(await commands[name](options)) });
    } catch (error) {
        tell({ failed: name, error: String(error) });
    }
}

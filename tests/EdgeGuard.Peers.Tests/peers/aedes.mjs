// A broker of MQTT 3.1.1 made of aedes, on a port of loopback:  node aedes.mjs FOLDER-OF-AEDES PORT
// Says "listening" once it does. Whoever comes with version 5 is closed on: aedes knows no such version.
import { createServer } from 'node:net'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

const [folder, port] = process.argv.slice(2)
const { Aedes } = await import(pathToFileURL(join(folder, 'aedes.js')).href)
const broker = await Aedes.createBroker()
createServer(broker.handle).listen(Number(port), '127.0.0.1', () => console.log('listening'))

// What every page loads.

import { attach } from "./modules.js";

attach(document);

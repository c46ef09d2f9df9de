import { tellAges } from "./ages";
import { offerCopying } from "./copying";
import { enhanceLikes } from "./likes";

enhanceLikes();
tellAges();
offerCopying();

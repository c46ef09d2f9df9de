import { tellAges } from "./ages";
import { offerCopying } from "./copying";
import { enhanceLikes } from "./likes";
import { reachScrollers } from "./scrolling";

enhanceLikes();
tellAges();
offerCopying();
reachScrollers();

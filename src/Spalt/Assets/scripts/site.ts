import { tellAges } from "./ages";
import { tellWhenCommentsBegin } from "./commenting";
import { offerCopying } from "./copying";
import { offerEmbeds } from "./embeds";
import { enhanceLikes } from "./likes";
import { countRead } from "./reads";
import { reachScrollers } from "./scrolling";

countRead();
enhanceLikes();
tellAges();
offerCopying();
offerEmbeds();
reachScrollers();
tellWhenCommentsBegin();

import { tellAges } from "./ages";
import { tellWhenCommentsBegin } from "./commenting";
import { keepDrafts } from "./comment-drafts";
import { offerCopying } from "./copying";
import { offerEmbeds } from "./embeds";
import { enhanceLikes } from "./likes";
import { countRead } from "./reads";
import { reachScrollers } from "./scrolling";
import { findComment } from "./thread";

countRead();
enhanceLikes();
tellAges();
offerCopying();
offerEmbeds();
reachScrollers();
tellWhenCommentsBegin();
findComment();
keepDrafts();

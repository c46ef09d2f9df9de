using System.CommandLine;
using Spalt;
using Spalt.Blogs;
using Spalt.Demo;
using Spalt.Headlines;
using Spalt.Imports;
using Spalt.Ledger;
using Spalt.Managing;
using Spalt.Members;
using Spalt.Networks;
using Spalt.Operations;
using Spalt.Posts;
using Spalt.Store;
using Spalt.Web;

// spalt VERB …: each verb is written down in the folder of its feature.
return await CommandLine.RunAsync(
    args,
    ServeCommand.Make(),
    MigrateCommand.Make(),
    MigrateCommand.MakeSchema(),
    SeedCommand.Make(),
    NetworkCommand.Make().WithSet(),
    BlogCommand.Make(),
    AccountCommand.Make(),
    ImportCommand.Make(),
    HeadlinesCommand.Make(),
    HtmlCommand.Make(),
    LedgerCommand.Make(),
    DoctorCommand.Make());

using Spalt.Outbound;

namespace Spalt.Networks;

internal static class LetterHead
{
    /// <summary>
    /// The letter with what the network's publisher decided about letters: whose name it bears and where an answer goes. The address that it
    /// comes from is the operator's, whose mail server vouches for it.
    /// </summary>
    public static Mail From(this Mail letter, Network network) => letter with { SenderName = network.MailName ?? network.Name, ReplyTo = network.ReplyTo ?? network.ContactEmail };
}

using System.Text;
using System.Xml;

namespace Spalt.Formats.Images;

/// <summary>Who made a picture as XMP says it (ISO 16684-1 §8.3 and §8.5): <c>dc:creator</c> or else <c>photoshop:Credit</c>, and <c>dc:rights</c>.</summary>
internal static class XmpNotes
{
    private const int Longest = 256 * 1024;
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, IgnoreComments = true, IgnoreProcessingInstructions = true,
    };

    /// <param name="packet">UTF-8. Whatever is wrong with it, it only says less.</param>
    public static ExifNotes Read(ReadOnlySpan<byte> packet)
    {
        var notes = ExifNotes.None;
        if (packet.Length > Longest)
        {
            return notes;
        }

        try
        {
            using var text = new StringReader(Encoding.UTF8.GetString(packet).Trim('\uFEFF', '\0', ' ', '\n', '\r', '\t'));
            using var xml = XmlReader.Create(text, Settings);
            notes = Read(xml);
        }
        catch (XmlException)
        {
            // No XML, or none that we read.
        }

        return notes;
    }

    private static ExifNotes Read(XmlReader xml)
    {
        string? creator = null, credit = null, rights = null, within = null;
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.EndElement && xml.NamespaceURI == DublinCore)
            {
                within = null;
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.NamespaceURI == DublinCore)
            {
                within = xml.IsEmptyElement ? null : xml.LocalName;
            }
            else if (xml.NodeType is XmlNodeType.Element && xml is { LocalName: "Description", NamespaceURI: Rdf })
            {
                credit ??= Words(xml.GetAttribute("Credit", Photoshop));
            }
            else if (xml.NodeType is XmlNodeType.Element && xml is { LocalName: "Credit", NamespaceURI: Photoshop })
            {
                within = xml.IsEmptyElement ? null : "credit";
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && within is not null)
            {
                var words = Words(xml.Value);
                (creator, rights, credit) = within switch
                {
                    "creator" => (creator ?? words, rights, credit),
                    "rights" => (creator, rights ?? words, credit),
                    "credit" => (creator, rights, credit ?? words),
                    _ => (creator, rights, credit),
                };
                within = within is "credit" ? null : within;
            }
        }

        return new ExifNotes(Artist: creator ?? credit, Copyright: rights);
    }

    private static string? Words(string? said) => said is null ? null : ExifNotes.Words(Encoding.UTF8.GetBytes(said));
}

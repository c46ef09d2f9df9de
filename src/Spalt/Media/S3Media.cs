using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Spalt.Media;

/// <summary>Pictures as objects of a bucket, for several nodes: <c>{prefix}ab/ab12….webp</c>. The bucket stays closed; readers get them from us.</summary>
internal sealed class S3Media : IMediaStore, IDisposable
{
    private readonly AmazonS3Client _s3;
    private readonly string _bucket;
    private readonly string _prefix;

    public S3Media(S3Options options)
    {
        var config = new AmazonS3Config { MaxErrorRetry = 2, Timeout = TimeSpan.FromSeconds(30) };
        if (options.Endpoint is { } endpoint)
        {
            // Of a store that is not Amazon's the buckets are folders, not hosts.
            (config.ServiceURL, config.ForcePathStyle, config.AuthenticationRegion) = (endpoint, true, options.Region);
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        _s3 = string.IsNullOrEmpty(options.AccessKey) ? new(config) : new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
        (_bucket, _prefix) = (options.Bucket!, options.Prefix);
    }

    public Task WriteAsync(string name, Stream content, CancellationToken cancel) => _s3.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = _bucket,
            Key = KeyOf(name),
            InputStream = content,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ContentType = "application/octet-stream",
        },
        cancel);

    public async Task<StoredFile?> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
#pragma warning disable CA2000 // The stream that is handed on holds the answer.
            var found = await _s3.GetObjectAsync(_bucket, KeyOf(name), cancel);
#pragma warning restore CA2000
            return new(found.ResponseStream, found.ContentLength, new DateTimeOffset(found.LastModified.ToUniversalTime()));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode is HttpStatusCode.NotFound && missing.ErrorCode is not "NoSuchBucket")
        {
            return null;
        }
    }

    public Task RemoveAsync(string name, CancellationToken cancel) => _s3.DeleteObjectAsync(_bucket, KeyOf(name), cancel);

    public async IAsyncEnumerable<StoredName> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var ask = new ListObjectsV2Request { BucketName = _bucket, Prefix = _prefix };
        ListObjectsV2Response page;
        do
        {
            page = await _s3.ListObjectsV2Async(ask, cancel);
            foreach (var found in page.S3Objects)
            {
                yield return new(found.Key[(found.Key.LastIndexOf('/') + 1)..], new DateTimeOffset(found.LastModified.ToUniversalTime()));
            }

            ask.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated);
    }

    public void Dispose() => _s3.Dispose();

    private string KeyOf(string name) => $"{_prefix}{name[..2]}/{name}";
}

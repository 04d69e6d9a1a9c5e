namespace Arize.Build.Client.Http;

/// <summary>
/// Sees whether a request has begun to leave this machine. A connection that is refused and one that is reset after the request was read look alike
/// from above; only a byte that was never written proves that a write may be sent again.
/// </summary>
internal sealed class WireWatch
{
    volatile bool hasWritten;

    public bool HasWritten => hasWritten;

    /// <summary>The handler's plaintext filter: inside TLS, and not on a proxy's CONNECT, which carries nothing of the request.</summary>
    public ValueTask<Stream> Watch(SocketsHttpPlaintextStreamFilterContext context, CancellationToken _) =>
        ValueTask.FromResult(context.InitialRequestMessage.Method == HttpMethod.Connect ? context.PlaintextStream : new Watched(this, context.PlaintextStream));

    sealed class Watched(WireWatch watch, Stream inner) : Stream
    {
        public override bool CanRead => inner.CanRead;
        public override bool CanSeek => false;
        public override bool CanWrite => inner.CanWrite;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Flush() => inner.Flush();
        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);
        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            watch.hasWritten = true;
            inner.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            watch.hasWritten = true;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

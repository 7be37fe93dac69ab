select * from peer_links(null, null, null, null, null)

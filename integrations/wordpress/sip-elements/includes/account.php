<?php
/**
 * The document of the account of a user: GET /wp-json/sip-elements/v1/account. Credentials that end after some time, made of a secret that
 * never leaves the server: the password is HMAC-SHA1 of "<end>:<user>", as in draft-uberti-behave-turn-rest and auth_ephemeral of Kamailio.
 *
 * @package SipElements
 */

namespace SipElements;

defined( 'ABSPATH' ) || exit;

/** The SIP user name of a user of the site; '' for one without a phone. */
function sip_user( int $user_id ): string {
	return $user_id > 0 ? (string) get_user_meta( $user_id, USER_META, true ) : '';
}

/** Makes the document of the account of a user, or null where the site is not set up. */
function account_of( int $user_id ): ?array {
	$all  = settings();
	$name = sip_user( $user_id );
	$made = null;
	if ( '' !== $name && '' !== $all['secret'] && '' !== $all['domain'] ) {
		$username = ( time() + $all['ttl'] ) . ':' . $name;
		$made     = array(
			'uri'         => 'sip:' . $name . '@' . $all['domain'],
			'displayName' => wp_strip_all_tags( get_userdata( $user_id )->display_name ),
			'username'    => $username,
			'password'    => base64_encode( hash_hmac( 'sha1', $username, $all['secret'], true ) ),
			'ttl'         => $all['ttl'],
		);
	}
	/**
	 * Filters the document of the account: for a token service of your own.
	 *
	 * @param array|null $made    Fields of the document, or null.
	 * @param int        $user_id The user of the site.
	 */
	return apply_filters( 'sip_elements_account', $made, $user_id );
}

add_action(
	'rest_api_init',
	function () {
		register_rest_route(
			'sip-elements/v1',
			'/account',
			array(
				'methods'             => 'GET',
				// WordPress takes a user from the cookie only with the nonce of the REST API.
				'permission_callback' => function () {
					return '' !== sip_user( get_current_user_id() );
				},
				'callback'            => function () {
					$made = account_of( get_current_user_id() );
					if ( null === $made ) {
						return new \WP_Error( 'sip_elements_not_set_up', __( 'The phone is not set up.', 'sip-elements' ), array( 'status' => 503 ) );
					}
					$response = new \WP_REST_Response( $made );
					$response->header( 'Cache-Control', 'no-store' );
					return $response;
				},
			)
		);
	}
);
